#include "emit/renderer.h"

static int block(struct zh_buffer *out, const struct zh_rendered *b)
{
    return (!b->first && zh_buffer_append(out, "\n", 1)) || zh_buffer_append(out, b->text, b->size) ||
                   zh_buffer_append(out, "\n", 1)
               ? -1
               : 0;
}

const struct zh_renderer zh_render_text = {.block = block};
