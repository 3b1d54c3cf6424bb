#include "core/edit.h"

#include "core/diagnostics.h"

#include <string.h>

void zh_edits_begin(struct zh_edits *edits, struct zh_stage *stage, const struct zh_chunk *chunk)
{
    edits->stage = stage;
    edits->chunk = chunk;
    edits->out.size = 0;
    edits->copied = 0;
    edits->changed = false;
    edits->listening = zh_stage_wants(stage, ZH_EDIT | ZH_NOTE);
    edits->place = chunk->place;
    edits->placed = 0;
}

static int tell(struct zh_edits *edits, enum zh_event_kind kind, size_t at, size_t size, const char *after,
                size_t after_size, const char *rule, const char *message)
{
    const char *bytes = edits->chunk->bytes;
    if (!zh_stage_wants(edits->stage, kind))
        return 0;
    zh_place_advance(&edits->place, bytes + edits->placed, at - edits->placed);
    edits->placed = at;
    struct zh_event event = {
        .kind = kind,
        .rule = rule,
        .message = message ? message : "",
        .place = edits->place,
        .before = bytes + at,
        .before_size = size,
        .after = after,
        .after_size = after_size,
    };
    return zh_stage_tell(edits->stage, &event);
}

int zh_edits_replace(struct zh_edits *edits, size_t at, size_t size, const char *after, size_t after_size,
                     const char *rule, const char *message)
{
    const char *bytes = edits->chunk->bytes;
    struct zh_buffer *out = &edits->out;
    if (edits->listening && tell(edits, ZH_EDIT, at, size, after, after_size, rule, message))
        return -1;
    /* Room for all that is left unedited, once a chunk, so that most edits find their room made. */
    size_t gap = at - edits->copied;
    size_t room = edits->changed ? gap + after_size : edits->chunk->size + edits->chunk->size / 4 + after_size;
    if (zh_buffer_reserve(out, room))
        return zh_stage_fail_memory(edits->stage);
    memcpy(out->bytes + out->size, bytes + edits->copied, gap);
    if (after_size > 0)
        memcpy(out->bytes + out->size + gap, after, after_size);
    out->size += gap + after_size;
    edits->copied = at + size;
    edits->changed = true;
    return 0;
}

int zh_edits_note(struct zh_edits *edits, size_t at, size_t size, const char *rule, const char *message)
{
    const char *bytes = edits->chunk->bytes;
    return edits->listening ? tell(edits, ZH_NOTE, at, size, bytes + at, size, rule, message) : 0;
}

int zh_edits_end(struct zh_edits *edits)
{
    const struct zh_chunk *chunk = edits->chunk;
    if (!edits->changed)
        return zh_stage_pass(edits->stage, chunk->bytes, chunk->size);
    if (zh_buffer_append(&edits->out, chunk->bytes + edits->copied, chunk->size - edits->copied))
        return zh_stage_fail_memory(edits->stage);
    return zh_stage_pass(edits->stage, edits->out.bytes, edits->out.size);
}

void zh_edits_free(struct zh_edits *edits)
{
    zh_buffer_free(&edits->out);
}
