/* A form that zhfmt writes. A new form is one file with one of these. */
#ifndef ZH_RENDERER_H
#define ZH_RENDERER_H

#include "block/classify.h"
#include "core/buffer.h"

#include <stdbool.h>
#include <stddef.h>

struct zh_rendered {
    struct zh_class class;
    unsigned level; /* of a heading, from 1 to 6 */
    const char *text;
    size_t size;
    bool first; /* of the document */
};

/* Each appends to out and returns 0, or -1 when memory is out. begin and end stand around a document that is not
 * empty; NULL: nothing to write there. */
struct zh_renderer {
    int (*begin)(struct zh_buffer *out);
    int (*block)(struct zh_buffer *out, const struct zh_rendered *block);
    int (*end)(struct zh_buffer *out);
    bool one_document; /* what it writes can hold only one document */
};

extern const struct zh_renderer zh_render_text, zh_render_markdown, zh_render_json, zh_render_jsonl;

#endif
