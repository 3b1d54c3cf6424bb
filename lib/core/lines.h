/* Whole lines for filters that work on lines, however reads cut them. A filter embeds struct zh_lines as the first
 * member of its stage and gives it a callback that takes chunks: runs of whole units. A unit is a line, or a
 * paragraph; where units end depends on the text alone, and a filter that treats each unit by itself therefore gives
 * the same output for every cut of the input. Chunks point into the caller's bytes wherever they can. */
#ifndef ZH_LINES_H
#define ZH_LINES_H

#include "core/buffer.h"
#include "core/stage.h"

#include <stdbool.h>
#include <stddef.h>

#define ZH_LINE_MAX ((size_t)1 << 20)      /* bytes: a longer line is worked on in pieces */
#define ZH_PARAGRAPH_MAX ((size_t)1 << 16) /* bytes: a longer paragraph is cut at the end of a line */

enum zh_unit {
    ZH_UNIT_LINE,
    ZH_UNIT_PARAGRAPH /* lines up to one that is blank or indented, as zh_paragraph_size finds them */
};

struct zh_chunk {
    const char *bytes; /* well-formed UTF-8 */
    size_t size;       /* > 0 */
    struct zh_place place;
    bool starts_line; /* false: the first bytes go on with a line that was cut for its length */
    bool ends_line;   /* the last byte is LF; false at a cut, and at the end of a document without final LF */
};

struct zh_lines {
    struct zh_stage stage;
    enum zh_unit unit;
    bool drop_bom; /* a byte-order mark at the start of a document is left out */

    /* Takes a chunk; NULL hands chunks on as they are. Returns 0 or -1. */
    int (*chunk)(struct zh_lines *lines, const struct zh_chunk *chunk);

    /* The document has ended: flushes what the filter holds and resets it. NULL: nothing to do. Returns 0 or -1. */
    int (*end)(struct zh_lines *lines);

    /* Frees what the filter holds, not the stage itself. NULL: nothing to do. */
    void (*release)(struct zh_lines *lines);

    /* The adapter's own. */
    struct zh_buffer held;
    size_t scanned;        /* of held: known to hold no end of a unit */
    struct zh_place place; /* of the first held byte */
    bool mid_line;         /* the held bytes go on with a line that was cut */
};

/* Makes a stage of `size` bytes, zeroed but for its struct zh_lines, which stands first; the caller sets the callbacks.
 * Returns NULL when memory is out, with *error filled in. */
void *zh_lines_new(size_t size, enum zh_unit unit, struct zh_error *error);

/* The size of the paragraph that begins at bytes: whole lines, up to one that is blank or begins with a space, a tab
 * or U+3000, at most ZH_PARAGRAPH_MAX bytes but for a single longer line, which stands alone. Returns 0 where n bytes
 * do not tell. *scanned holds what is known not to end it; 0 at first, to be kept between calls that see more bytes. */
size_t zh_paragraph_size(const char *bytes, size_t n, size_t *scanned);

#endif
