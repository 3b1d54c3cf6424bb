#include "text/gloss.h"

#include "core/diagnostics.h"
#include "core/edit.h"
#include "core/scan.h"
#include "core/utf8.h"
#include "text/reading.h"
#include "text/reading_table.h"

#include <stdlib.h>
#include <string.h>

enum {
    EVIDENCE = 1 << 20,  /* bytes: lines that begin before are evidence */
    GLOSS_MAX = 64,      /* bytes between the brackets */
    FIRST = 0x3400,      /* the characters that are counted */
    CHARACTERS = 0x6C00, /* up to U+9FFF */
    MANY = 5             /* glosses: with fewer there is no telling */
};

enum target { AUTO, STRIP, KEEP };

static const char *const targets[] = {"auto", "strip", "keep", NULL};

struct config {
    int to;
    bool explain;
};

/* How often each character stands in the evidence, and how often with a gloss. */
struct count {
    uint32_t seen, glossed;
};

/* What the verdict on a document rests on. */
struct evidence {
    uint64_t han, glosses, distinct, repeated, seen, forms;
    struct count *counts;
};

enum state { LOOKING, HOLDING, STRIPPING, STRIPPING_ARTEFACTS, KEEPING };

struct glosser {
    struct zh_lines lines;
    struct config config;
    struct zh_edits edits;
    enum state state;
    struct zh_buffer held; /* whole lines, from that of the first gloss on */
    struct zh_place held_place;
};

struct gloss {
    size_t at, size; /* with its brackets */
    size_t base;        /* where the characters before it end */
    size_t characters;
    uint32_t character; /* the last one before it */
};

static const struct zh_scan_set openers = {2, {{'(', '('}, {0xEF, 0xEF}}};

/* The size of a bracket of either width at bytes; 0: there is none. ascii is ( or ). */
static size_t bracket(const char *bytes, size_t n, char ascii)
{
    const char *wide = ascii == '(' ? "\xEF\xBC\x88" : "\xEF\xBC\x89";
    if (n > 0 && *bytes == ascii)
        return 1;
    return n >= 3 && memcmp(bytes, wide, 3) == 0 ? 3 : 0;
}

/* Looks at a bracket at `at`; fills in *gloss and returns true if it holds a reading of the characters that end at
 * `base`: directly before it, or before a gloss that it follows. */
static bool read_gloss(const char *bytes, size_t n, size_t base, size_t at, struct gloss *gloss)
{
    uint32_t characters[ZH_READING_WORD];
    size_t count = 0;
    size_t open = bracket(bytes + at, n - at, '(');
    if (open == 0)
        return false;
    for (size_t i = base; i > 0 && count < ZH_READING_WORD; count++) {
        uint32_t c;
        i -= zh_utf8_decode_last(bytes, i, &c);
        if (!zh_reading_known(c))
            break;
        memmove(characters + 1, characters, count * sizeof *characters);
        characters[0] = c;
    }
    if (count == 0)
        return false;
    size_t text = at + open;
    for (size_t end = text; end < n && end - text <= GLOSS_MAX && bytes[end] != '\n'; end++) {
        size_t close = bracket(bytes + end, n - end, ')');
        if (close == 0)
            continue;
        *gloss = (struct gloss){.at = at, .size = end + close - at, .character = characters[count - 1]};
        gloss->characters = zh_reading_of(characters, count, bytes + text, end - text);
        return gloss->characters > 0;
    }
    return false;
}

/* Finds the next gloss from `at` on, where *gloss is the last one found, if any was. */
static bool next_gloss(const char *bytes, size_t n, size_t at, struct gloss *gloss)
{
    size_t base = gloss->base;
    if (at > 0 && at < n && read_gloss(bytes, n, base, at, gloss)) {
        gloss->base = base;
        return true;
    }
    while (at < n) {
        at += zh_scan_find(&openers, bytes + at, n - at);
        if (at < n && read_gloss(bytes, n, at, at, gloss)) {
            gloss->base = at;
            return true;
        }
        at++;
    }
    return false;
}

static void count_characters(struct evidence *evidence, const char *bytes, size_t n)
{
    for (size_t at = 0; at < n;) {
        uint32_t c;
        at += zh_utf8_decode(bytes + at, n - at, &c);
        if (c < FIRST || c >= FIRST + CHARACTERS)
            continue;
        evidence->han++;
        evidence->counts[c - FIRST].seen++;
    }
}

static void weigh(struct evidence *evidence, const char *bytes, size_t n)
{
    struct gloss gloss = {0};
    count_characters(evidence, bytes, n);
    for (size_t at = 0; next_gloss(bytes, n, at, &gloss); at = gloss.at + gloss.size) {
        evidence->glosses++;
        evidence->forms += gloss.characters == 1 && (zh_reading_marks(gloss.character) & ZH_MARK_FORMS);
        evidence->counts[gloss.character - FIRST].glossed++;
    }
    for (size_t i = 0; i < CHARACTERS; i++) {
        const struct count *count = &evidence->counts[i];
        if (count->glossed == 0)
            continue;
        evidence->distinct++;
        evidence->repeated += count->glossed - 1;
        evidence->seen += count->seen;
    }
}

/* A converter of scripts glosses the same characters each time they stand anywhere in the text, and those are characters
 * whose Simplified and Traditional forms differ. An author glosses everything, or a character once. */
static bool is_artefact(const struct evidence *e)
{
    return e->glosses >= MANY && e->glosses * 10 <= e->han * 6 && e->forms * 10 >= e->glosses * 6 &&
           e->glosses * 10 >= e->seen * 7 && e->repeated >= 2 && e->repeated * 8 >= e->glosses;
}

static int explain(struct glosser *g, const struct evidence *e, bool artefact)
{
    struct zh_buffer text = {0};
    if (!g->config.explain)
        return 0;
    int failed = zh_buffer_format(
        &text,
        "%s: %llu glosses on %llu characters among %llu ideographs; those characters stand there %llu times; %llu glosses "
        "are on a character whose Simplified and Traditional forms differ",
        artefact ? "an artefact, stripped" : "an author's, kept", (unsigned long long)e->glosses,
        (unsigned long long)e->distinct, (unsigned long long)e->han, (unsigned long long)e->seen,
        (unsigned long long)e->forms);
    if (failed || zh_buffer_append(&text, "", 1)) {
        zh_buffer_free(&text);
        return zh_stage_fail_memory(&g->lines.stage);
    }
    int told = zh_stage_tell(&g->lines.stage, &(struct zh_event){.kind = ZH_REMARK,
                                                                 .rule = "",
                                                                 .message = text.bytes,
                                                                 .before = "",
                                                                 .after = ""});
    zh_buffer_free(&text);
    return told;
}

static int decide(struct glosser *g)
{
    struct evidence evidence = {.counts = calloc(CHARACTERS, sizeof *evidence.counts)};
    if (!evidence.counts)
        return zh_stage_fail_memory(&g->lines.stage);
    weigh(&evidence, g->held.bytes, g->held.size);
    free(evidence.counts);
    bool artefact = is_artefact(&evidence);
    g->state = artefact ? STRIPPING_ARTEFACTS : KEEPING;
    return explain(g, &evidence, artefact);
}

/* In a document of artefacts, an author's own gloss is one on a rare character, or on a word. */
static bool goes(const struct glosser *g, const struct gloss *gloss)
{
    return g->state == STRIPPING || (gloss->characters == 1 && zh_reading_marks(gloss->character) != 0);
}

static int strip(struct glosser *g, const struct zh_chunk *chunk)
{
    struct gloss gloss = {0};
    if (g->state == KEEPING)
        return zh_stage_pass(&g->lines.stage, chunk->bytes, chunk->size);
    zh_edits_begin(&g->edits, &g->lines.stage, chunk);
    for (size_t at = 0; next_gloss(chunk->bytes, chunk->size, at, &gloss); at = gloss.at + gloss.size) {
        int failed = goes(g, &gloss)
                         ? zh_edits_replace(&g->edits, gloss.at, gloss.size, "", 0, "gloss", NULL)
                         : zh_edits_note(&g->edits, gloss.at, gloss.size, "gloss", "an author's gloss, kept");
        if (failed)
            return -1;
    }
    return zh_edits_end(&g->edits);
}

static int strip_held(struct glosser *g)
{
    struct zh_chunk chunk = {.bytes = g->held.bytes,
                             .size = g->held.size,
                             .place = g->held_place,
                             .starts_line = true,
                             .ends_line = g->held.bytes[g->held.size - 1] == '\n'};
    if (decide(g) || strip(g, &chunk))
        return -1;
    zh_buffer_free(&g->held);
    return 0;
}

/* The size of the lines of a chunk that begin within the evidence. */
static size_t evidence_size(const struct zh_chunk *chunk)
{
    if (chunk->place.offset >= EVIDENCE)
        return 0;
    if (chunk->place.offset + chunk->size <= EVIDENCE)
        return chunk->size;
    size_t at = (size_t)(EVIDENCE - chunk->place.offset);
    if (chunk->bytes[at - 1] == '\n')
        return at;
    const char *feed = memchr(chunk->bytes + at, '\n', chunk->size - at);
    return feed ? (size_t)(feed - chunk->bytes) + 1 : chunk->size;
}

static size_t start_of_line(const char *bytes, size_t at)
{
    while (at > 0 && bytes[at - 1] != '\n')
        at--;
    return at;
}

static struct zh_chunk rest_of(const struct zh_chunk *chunk, size_t at)
{
    struct zh_chunk rest = *chunk;
    zh_place_advance(&rest.place, chunk->bytes, at);
    rest.bytes += at;
    rest.size -= at;
    rest.starts_line = at > 0 || chunk->starts_line;
    return rest;
}

/* Takes evidence from a chunk. Sets *used to how much of it was passed on or is held. */
static int gather(struct glosser *g, const struct zh_chunk *chunk, size_t *used)
{
    size_t size = evidence_size(chunk), from = 0;
    struct gloss gloss = {0};
    *used = size;
    if (g->state == LOOKING) {
        bool found = next_gloss(chunk->bytes, size, 0, &gloss);
        from = found ? start_of_line(chunk->bytes, gloss.at) : size;
        if (zh_stage_pass(&g->lines.stage, chunk->bytes, from))
            return -1;
        if (found) {
            g->held_place = rest_of(chunk, from).place;
            g->state = HOLDING;
        }
    }
    if (g->state == HOLDING && zh_buffer_append(&g->held, chunk->bytes + from, size - from))
        return zh_stage_fail_memory(&g->lines.stage);
    if (size == chunk->size)
        return 0;
    if (g->state == HOLDING)
        return strip_held(g);
    g->state = KEEPING;
    return 0;
}

static enum state first_state(const struct config *config)
{
    return config->to == AUTO ? LOOKING : config->to == STRIP ? STRIPPING : KEEPING;
}

static int gloss_chunk(struct zh_lines *lines, const struct zh_chunk *chunk)
{
    struct glosser *g = (struct glosser *)lines;
    size_t used = 0;
    if ((g->state == LOOKING || g->state == HOLDING) && gather(g, chunk, &used))
        return -1;
    if (used == chunk->size)
        return 0;
    struct zh_chunk rest = used > 0 ? rest_of(chunk, used) : *chunk;
    return strip(g, &rest);
}

static int gloss_end(struct zh_lines *lines)
{
    struct glosser *g = (struct glosser *)lines;
    if (g->state == HOLDING && strip_held(g))
        return -1;
    g->state = first_state(&g->config);
    return 0;
}

static void gloss_release(struct zh_lines *lines)
{
    struct glosser *g = (struct glosser *)lines;
    zh_buffer_free(&g->held);
    zh_edits_free(&g->edits);
}

static struct zh_stage *gloss_open(const void *config, struct zh_error *error)
{
    struct glosser *g = zh_lines_new(sizeof *g, ZH_UNIT_LINE, error);
    if (!g)
        return NULL;
    g->lines.chunk = gloss_chunk;
    g->lines.end = gloss_end;
    g->lines.release = gloss_release;
    g->config = *(const struct config *)config;
    g->state = first_state(&g->config);
    return &g->lines.stage;
}

static const struct zh_option options[] = {
    {.kind = ZH_OPTION_CHOICE,
     .name = "to",
     .offset = offsetof(struct config, to),
     .argument = "WHAT",
     .help = "auto (default), strip or keep",
     .choices = targets},
    {.kind = ZH_OPTION_FLAG,
     .name = "explain",
     .offset = offsetof(struct config, explain),
     .help = "print the evidence and the verdict of auto on standard error"},
    {.kind = ZH_OPTION_END},
};

const struct zh_filter zh_filter_gloss = {
    .name = "zhgloss",
    .summary = "Takes reading glosses that a converter left behind characters away",
    .options = options,
    .config_size = sizeof(struct config),
    .defaults = &(const struct config){0},
    .findings = true,
    .open = gloss_open,
};
