#include "emit/fmt.h"

#include "core/buffer.h"
#include "core/lines.h"
#include "emit/renderer.h"

#include <string.h>

enum {
    WINDOW = 1 << 20,  /* bytes: the headings that begin in it tell the levels */
    BLOCK_MAX = 1 << 20 /* a longer block is rendered in pieces, cut at the end of a line */
};

static const char *const forms[] = {"text", "md", "json", "jsonl", NULL};

static const struct zh_renderer *const renderers[] = {&zh_render_text, &zh_render_markdown, &zh_render_json,
                                                      &zh_render_jsonl};

struct config {
    int form;
};

struct formatter {
    struct zh_lines lines;
    const struct zh_renderer *renderer;
    struct zh_buffer window; /* whole lines, until the levels are known */
    struct zh_buffer block, out;
    bool settled, any;
    bool seen[ZH_RANKS];
};

static int check(struct formatter *f, int failed)
{
    return failed ? zh_stage_fail_memory(&f->lines.stage) : 0;
}

/* The schemes of headings that the document uses, in their order, are its levels. */
static unsigned level_of(const struct formatter *f, unsigned rank)
{
    unsigned level = 1;
    for (unsigned i = 0; i < rank; i++)
        level += f->seen[i];
    return level;
}

static int render(struct formatter *f)
{
    if (f->block.size == 0)
        return 0;
    struct zh_rendered block = {
        .class = zh_classify(f->block.bytes, f->block.size),
        .text = f->block.bytes,
        .size = f->block.size,
        .first = !f->any,
    };
    block.level = level_of(f, block.class.rank);
    if (!f->any && f->renderer->begin && check(f, f->renderer->begin(&f->out)))
        return -1;
    f->any = true;
    int failed = check(f, f->renderer->block(&f->out, &block));
    f->block.size = 0;
    return failed;
}

static size_t without_line_end(const char *line, size_t n)
{
    return n > 0 && line[n - 1] == '\r' ? n - 1 : n;
}

/* Whether a line separates blocks: it is empty, or of spaces. */
static bool is_separator(const char *line, size_t n)
{
    size_t at = 0;
    while (at < n && (line[at] == ' ' || line[at] == '\t'))
        at++;
    return at == n;
}

static int take_lines(struct formatter *f, const char *bytes, size_t n)
{
    for (size_t at = 0; at < n;) {
        const char *feed = memchr(bytes + at, '\n', n - at);
        size_t end = feed ? (size_t)(feed - bytes) : n;
        size_t size = without_line_end(bytes + at, end - at);
        if ((is_separator(bytes + at, size) || f->block.size + size > BLOCK_MAX) && render(f))
            return -1;
        if (!is_separator(bytes + at, size) &&
            check(f, (f->block.size > 0 && zh_buffer_append(&f->block, "\n", 1)) ||
                         zh_buffer_append(&f->block, bytes + at, size)))
            return -1;
        at = end + 1;
    }
    return 0;
}

static int hand_on(struct formatter *f)
{
    int failed = zh_stage_pass(&f->lines.stage, f->out.bytes, f->out.size);
    f->out.size = 0;
    return failed;
}

static int settle(struct formatter *f)
{
    for (size_t at = 0; at < f->window.size;) {
        unsigned rank;
        const char *line = f->window.bytes + at;
        const char *feed = memchr(line, '\n', f->window.size - at);
        size_t size = feed ? (size_t)(feed - line) : f->window.size - at;
        if (zh_is_heading(line, without_line_end(line, size), &rank))
            f->seen[rank] = true;
        at += size + 1;
    }
    f->settled = true;
    int failed = take_lines(f, f->window.bytes, f->window.size);
    zh_buffer_free(&f->window);
    return failed;
}

/* How much of a chunk belongs to the window: the lines that begin in it. */
static size_t window_part(const struct zh_chunk *chunk)
{
    if (chunk->place.offset >= WINDOW)
        return 0;
    size_t at = WINDOW - (size_t)chunk->place.offset;
    if (at >= chunk->size)
        return chunk->size;
    const char *feed = memchr(chunk->bytes + at - 1, '\n', chunk->size - at + 1);
    return feed ? (size_t)(feed - chunk->bytes) + 1 : chunk->size;
}

static int fmt_chunk(struct zh_lines *lines, const struct zh_chunk *chunk)
{
    struct formatter *f = (struct formatter *)lines;
    size_t part = f->settled ? 0 : window_part(chunk);
    if (check(f, zh_buffer_append(&f->window, chunk->bytes, part)))
        return -1;
    if (part == chunk->size)
        return 0;
    if ((!f->settled && settle(f)) || take_lines(f, chunk->bytes + part, chunk->size - part))
        return -1;
    return hand_on(f);
}

static int fmt_end(struct zh_lines *lines)
{
    struct formatter *f = (struct formatter *)lines;
    if ((!f->settled && settle(f)) || render(f))
        return -1;
    if (f->any && f->renderer->end && check(f, f->renderer->end(&f->out)))
        return -1;
    f->settled = f->any = false;
    memset(f->seen, 0, sizeof f->seen);
    return hand_on(f);
}

static void fmt_release(struct zh_lines *lines)
{
    struct formatter *f = (struct formatter *)lines;
    zh_buffer_free(&f->window);
    zh_buffer_free(&f->block);
    zh_buffer_free(&f->out);
}

static struct zh_stage *fmt_open(const void *config, struct zh_error *error)
{
    struct formatter *f = zh_lines_new(sizeof *f, ZH_UNIT_LINE, error);
    if (!f)
        return NULL;
    f->lines.chunk = fmt_chunk;
    f->lines.end = fmt_end;
    f->lines.release = fmt_release;
    f->lines.drop_bom = true;
    f->renderer = renderers[((const struct config *)config)->form];
    return &f->lines.stage;
}

static bool fmt_one_document(const void *config)
{
    return renderers[((const struct config *)config)->form]->one_document;
}

static const struct zh_option options[] = {
    {.kind = ZH_OPTION_CHOICE,
     .letter = 't',
     .name = "to",
     .offset = offsetof(struct config, form),
     .argument = "FORM",
     .help = "text (default), md, json or jsonl",
     .choices = forms},
    {.kind = ZH_OPTION_END},
};

const struct zh_filter zh_filter_fmt = {
    .name = "zhfmt",
    .summary = "Writes paragraphs as plain text, Markdown, JSON or JSON Lines",
    .options = options,
    .config_size = sizeof(struct config),
    .defaults = &(const struct config){0},
    .open = fmt_open,
    .one_document = fmt_one_document,
};
