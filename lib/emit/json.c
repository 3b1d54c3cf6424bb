#include "core/json.h"

#include "emit/renderer.h"

static int object(struct zh_buffer *out, const struct zh_rendered *b)
{
    return zh_buffer_format(out, "{\"kind\":\"%s\"", zh_kind_name(b->class.kind)) ||
                   (b->class.kind == ZH_KIND_HEADING && zh_buffer_format(out, ",\"level\":%u", b->level)) ||
                   zh_json_member(out, "text", b->text, b->size) || zh_buffer_text(out, "}")
               ? -1
               : 0;
}

static int line(struct zh_buffer *out, const struct zh_rendered *b)
{
    return object(out, b) || zh_buffer_text(out, "\n") ? -1 : 0;
}

static int begin(struct zh_buffer *out)
{
    return zh_buffer_text(out, "{\"blocks\":[\n");
}

static int member(struct zh_buffer *out, const struct zh_rendered *b)
{
    return (!b->first && zh_buffer_text(out, ",\n")) || object(out, b) ? -1 : 0;
}

static int end(struct zh_buffer *out)
{
    return zh_buffer_text(out, "\n]}\n");
}

const struct zh_renderer zh_render_jsonl = {.block = line};
const struct zh_renderer zh_render_json = {.begin = begin, .block = member, .end = end, .one_document = true};
