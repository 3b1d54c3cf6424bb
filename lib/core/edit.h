/* Edits over one chunk, in ascending order: the one mechanism behind the fixed output, --check and --edits. A chunk
 * without edits goes to the next stage uncopied. */
#ifndef ZH_EDIT_H
#define ZH_EDIT_H

#include "core/buffer.h"
#include "core/lines.h"

#include <stddef.h>

/* All zeroes before the first use; kept in the stage, so that the buffer is reused; freed by zh_edits_free. */
struct zh_edits {
    struct zh_stage *stage;
    const struct zh_chunk *chunk;
    struct zh_buffer out;
    size_t copied;         /* bytes of the chunk that are in out */
    bool changed;          /* out is what goes on */
    bool listening;        /* to edits or notes */
    struct zh_place place; /* of the chunk's byte `placed` */
    size_t placed;
};

/* Begins a chunk, which outlives zh_edits_end. */
void zh_edits_begin(struct zh_edits *edits, struct zh_stage *stage, const struct zh_chunk *chunk);

/* Replaces `size` bytes of the chunk from `at` on, not before the end of the last edit, by after_size bytes; either
 * may be 0. rule is a constant; message may be NULL. Returns 0 or -1. */
int zh_edits_replace(struct zh_edits *edits, size_t at, size_t size, const char *after, size_t after_size,
                     const char *rule, const char *message);

/* Tells of bytes that were seen and left alone. Notes and edits come in one ascending order. Returns 0 or -1. */
int zh_edits_note(struct zh_edits *edits, size_t at, size_t size, const char *rule, const char *message);

/* Hands the chunk, with its edits, to the next stage. Returns 0 or -1. */
int zh_edits_end(struct zh_edits *edits);

void zh_edits_free(struct zh_edits *edits);

#endif
