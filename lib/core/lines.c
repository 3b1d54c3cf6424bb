#include "core/lines.h"

#include "core/diagnostics.h"
#include "core/utf8.h"

#include <stdlib.h>
#include <string.h>

enum {
    FIRST_STEP = 4096, /* the first look beyond what is held: most lines end within it */

    /* A write is worked on in slices, so that any line of ZH_LINE_MAX bytes comes by way of what is held. */
    SLICE = 1 << 18
};

/* Where to cut a line whose first ZH_LINE_MAX bytes hold no LF: after the first of 。！？； or white space in its
 * second half, else at a code point. */
static size_t cut_of_long_line(const char *bytes)
{
    static const char marks[][4] = {"。", "！", "？", "；", "\u3000"};
    for (size_t i = ZH_LINE_MAX / 2; i < ZH_LINE_MAX; i++) {
        if (bytes[i] == ' ' || bytes[i] == '\t')
            return i + 1;
        if (bytes[i] != '\xE3' && bytes[i] != '\xEF')
            continue;
        for (size_t m = 0; m < sizeof marks / sizeof *marks; m++)
            if (i + 3 <= ZH_LINE_MAX && memcmp(bytes + i, marks[m], 3) == 0)
                return i + 3;
    }
    size_t cut = ZH_LINE_MAX;
    while (cut > ZH_LINE_MAX - ZH_UTF8_MAX && zh_utf8_continues(bytes[cut - 1]))
        cut--;
    uint32_t code_point;
    size_t size = zh_utf8_decode(bytes + cut - 1, ZH_LINE_MAX - cut + 1, &code_point);
    return code_point == ZH_UTF8_INVALID ? cut - 1 : cut - 1 + size;
}

static bool is_long_line(const char *bytes, size_t n)
{
    return n >= ZH_LINE_MAX && !memchr(bytes, '\n', ZH_LINE_MAX);
}

/* Whether the line at bytes begins a paragraph: 1 or 0, -1 where n bytes do not tell. */
static int begins_paragraph(const char *bytes, size_t n)
{
    static const char ideographic_space[] = "\u3000";
    if (n == 0)
        return -1;
    if (strchr(" \t\r\n", bytes[0]) && bytes[0])
        return 1;
    size_t same = 0;
    while (same < 3 && same < n && bytes[same] == ideographic_space[same])
        same++;
    return same == 3 ? 1 : same == n ? -1 : 0;
}

/* The offset after the last LF of n bytes; 0 if there is none. */
static size_t after_last_feed(const char *bytes, size_t n)
{
    while (n > 0 && bytes[n - 1] != '\n')
        n--;
    return n;
}

size_t zh_paragraph_size(const char *bytes, size_t n, size_t *scanned)
{
    size_t at = *scanned;
    for (;;) {
        bool at_line_start = at == 0 || bytes[at - 1] == '\n';
        if (at > 0 && at_line_start) {
            int begins = begins_paragraph(bytes + at, n - at);
            if (begins == 1)
                return at;
            if (begins == -1)
                break;
        }
        const char *feed = memchr(bytes + at, '\n', n - at);
        size_t end = feed ? (size_t)(feed - bytes) + 1 : n;
        if (end > ZH_PARAGRAPH_MAX) {
            /* What was scanned so far beyond the limit was one line, or it would have been cut then. */
            size_t line = at_line_start ? at : at > ZH_PARAGRAPH_MAX ? 0 : after_last_feed(bytes, at);
            if (line > 0)
                return line;
            if (feed)
                return end;
        }
        at = end;
        if (!feed)
            break;
    }
    *scanned = at;
    return 0;
}

/* The size of the whole units that n bytes begin with. */
static size_t whole_units(const struct zh_lines *lines, const char *bytes, size_t n, size_t *scanned)
{
    if (lines->unit == ZH_UNIT_LINE) {
        size_t feed = after_last_feed(bytes + *scanned, n - *scanned);
        size_t whole = feed > 0 ? *scanned + feed : 0;
        *scanned = n - whole;
        return whole;
    }
    size_t whole = 0;
    for (;;) {
        size_t size = zh_paragraph_size(bytes + whole, n - whole, scanned);
        if (size == 0)
            return whole;
        whole += size;
        *scanned = 0;
    }
}

/* Hands on bytes that are known to be well-formed. */
static int hand_on(struct zh_lines *lines, const char *bytes, size_t n)
{
    size_t mark = sizeof ZH_BOM - 1;
    if (lines->drop_bom && lines->place.offset == 0 && n >= mark && memcmp(bytes, ZH_BOM, mark) == 0) {
        zh_place_advance(&lines->place, bytes, mark);
        bytes += mark;
        n -= mark;
    }
    if (n == 0)
        return 0;
    struct zh_chunk chunk = {
        .bytes = bytes,
        .size = n,
        .place = lines->place,
        .starts_line = !lines->mid_line,
        .ends_line = bytes[n - 1] == '\n',
    };
    lines->mid_line = !chunk.ends_line;
    zh_place_advance(&lines->place, bytes, n);
    return lines->chunk ? lines->chunk(lines, &chunk) : zh_stage_pass(&lines->stage, bytes, n);
}

static int deliver(struct zh_lines *lines, const char *bytes, size_t n)
{
    if (lines->stage.takes_valid)
        return hand_on(lines, bytes, n);
    size_t valid = zh_utf8_valid_prefix(bytes, n);
    if (valid == n)
        return hand_on(lines, bytes, n);
    size_t scanned = 0;
    size_t whole = whole_units(lines, bytes, valid, &scanned);
    if (hand_on(lines, bytes, whole))
        return -1;
    struct zh_place place = lines->place;
    zh_place_advance(&place, bytes + whole, valid - whole);
    uint32_t code_point;
    size_t size = zh_utf8_decode(bytes + valid, n - valid, &code_point);
    char spelled[ZH_SPELLED_SIZE(ZH_UTF8_MAX)];
    zh_spell_bytes(spelled, bytes + valid, size);
    return zh_stage_fail(&lines->stage, &place, "%s is not UTF-8; zhiconv converts other encodings to it", spelled);
}

/* Hands on the whole units of some bytes and sets *used to their size. */
static int deliver_whole(struct zh_lines *lines, const char *bytes, size_t n, size_t *used, size_t *scanned)
{
    *used = 0;
    for (;;) {
        size_t left = n - *used;
        bool cut = is_long_line(bytes + *used, left);
        size_t size = cut ? cut_of_long_line(bytes + *used) : whole_units(lines, bytes + *used, left, scanned);
        if (size == 0)
            return 0;
        if (deliver(lines, bytes + *used, size))
            return -1;
        *used += size;
        if (cut)
            *scanned = 0;
    }
}

static int hold(struct zh_lines *lines, const char *bytes, size_t n)
{
    return zh_buffer_append(&lines->held, bytes, n) ? zh_stage_fail_memory(&lines->stage) : 0;
}

/* Adds to what is held until a unit ends in it. Sets *used to how many of the n bytes are done with; the rest begins a
 * unit, where it is not empty. */
static int complete_held(struct zh_lines *lines, const char *bytes, size_t n, size_t *used)
{
    size_t step = FIRST_STEP;
    size_t added = 0;
    while (added < n) {
        size_t size = step < n - added ? step : n - added;
        size_t whole;
        if (hold(lines, bytes + added, size))
            return -1;
        added += size;
        step *= 2;
        if (deliver_whole(lines, lines->held.bytes, lines->held.size, &whole, &lines->scanned))
            return -1;
        size_t tail = lines->held.size - whole;
        if (whole == 0)
            continue;
        if (tail <= added) {
            zh_buffer_consume(&lines->held, lines->held.size);
            lines->scanned = 0;
            *used = added - tail;
            return 0;
        }
        zh_buffer_consume(&lines->held, whole);
    }
    *used = n;
    return 0;
}

static int write_slice(struct zh_lines *lines, const char *bytes, size_t n)
{
    size_t used = 0;
    if (lines->held.size > 0 && complete_held(lines, bytes, n, &used))
        return -1;
    bytes += used;
    n -= used;
    if (n == 0)
        return 0;
    lines->scanned = 0;
    if (deliver_whole(lines, bytes, n, &used, &lines->scanned))
        return -1;
    return hold(lines, bytes + used, n - used);
}

static int lines_write(struct zh_stage *stage, const char *bytes, size_t n)
{
    struct zh_lines *lines = (struct zh_lines *)stage;
    for (size_t at = 0; at < n; at += SLICE)
        if (write_slice(lines, bytes + at, n - at < SLICE ? n - at : SLICE))
            return -1;
    return 0;
}

static int lines_close(struct zh_stage *stage)
{
    struct zh_lines *lines = (struct zh_lines *)stage;
    if (lines->held.size > 0 && deliver(lines, lines->held.bytes, lines->held.size))
        return -1;
    if (lines->end && lines->end(lines))
        return -1;
    zh_buffer_consume(&lines->held, lines->held.size);
    lines->scanned = 0;
    lines->place = zh_place_start();
    lines->mid_line = false;
    return zh_stage_pass_close(stage);
}

static void lines_free(struct zh_stage *stage)
{
    struct zh_lines *lines = (struct zh_lines *)stage;
    if (lines->release)
        lines->release(lines);
    zh_buffer_free(&lines->held);
    free(lines);
}

void *zh_lines_new(size_t size, enum zh_unit unit, struct zh_error *error)
{
    struct zh_lines *lines = calloc(1, size);
    if (!lines) {
        zh_error_memory(error, NULL);
        return NULL;
    }
    lines->stage =
        (struct zh_stage){.write = lines_write, .close = lines_close, .free = lines_free, .gives_valid = true};
    lines->unit = unit;
    lines->place = zh_place_start();
    return lines;
}
