#include "text/clean.h"

#include "core/edit.h"
#include "core/scan.h"
#include "core/utf8.h"
#include "text/repair_table.h"

#include <stdbool.h>
#include <string.h>

/* The rules, in the order of --list. */
enum rule {
    BYTE_ORDER_MARK,
    LINE_END,
    CONTROL,
    ZERO_WIDTH,
    SOFT_HYPHEN,
    BIDI,
    SPACE,
    WIDTH,
    FORM,
    RADICAL,
    COMPATIBILITY,
    TRAILING,
    RULES
};

static const struct {
    const char *id, *what, *source;
} rules[RULES] = {
    [BYTE_ORDER_MARK] = {"bom", "a byte-order mark goes", "Unicode 23.8"},
    [LINE_END] = {"line-end", "CR LF, CR, NEL, U+2028 and U+2029 become LF", "Unicode 5.8"},
    [CONTROL] = {"control", "controls but TAB, LF and FF go", "Unicode 23.1"},
    [ZERO_WIDTH] = {"zero-width", "characters without width go; joiners of emoji and of scripts that need them stay",
                    "Unicode 23.2"},
    [SOFT_HYPHEN] = {"soft-hyphen", "U+00AD goes", "Unicode 6.2"},
    [BIDI] = {"bidi", "embeddings, overrides and isolates go from a line without right-to-left letters", "UAX #9"},
    [SPACE] = {"space", "spaces of other widths become a space; those of French marks, and U+3000, stay",
               "UnicodeData.txt"},
    [WIDTH] = {"width", "full-width letters and digits become ASCII", "UnicodeData.txt"},
    [FORM] = {"form", "small and vertical forms become normal ones", "UnicodeData.txt"},
    [RADICAL] = {"radical", "radicals become ideographs", "EquivalentUnifiedIdeograph.txt"},
    [COMPATIBILITY] = {"compatibility", "compatibility ideographs become unified ones", "UnicodeData.txt"},
    [TRAILING] = {"trailing", "spaces at the end of a line go", "POSIX text files"},
};

struct config {
    bool list;
};

struct cleaner {
    struct zh_lines lines;
    struct zh_edits edits;
};

/* What a rule makes of a character. */
struct verdict {
    enum rule rule; /* RULES: none */
    uint32_t to;    /* 0: nothing */
};

static const struct verdict stays = {RULES, 0};

/* Bytes that a character of a rule may begin with, and those that end a line. */
static const struct zh_scan_set suspects = {
    7, {{0x00, 0x08}, {0x0A, 0x0B}, {0x0D, 0x1F}, {0x7F, 0x7F}, {0xC2, 0xC2}, {0xE1, 0xE2}, {0xEF, 0xF0}}};

static bool between(uint32_t c, uint32_t first, uint32_t last)
{
    return c >= first && c <= last;
}

static bool is_right_to_left(uint32_t c)
{
    return between(c, 0x590, 0x8FF) || between(c, 0xFB1D, 0xFDFF) || between(c, 0xFE70, 0xFEFC) ||
           between(c, 0x10800, 0x10FFF) || between(c, 0x1E800, 0x1EFFF);
}

/* Whether a character is of a script, or a sequence, that joiners belong in. */
static bool takes_joiners(uint32_t c)
{
    return is_right_to_left(c) || between(c, 0x900, 0x109F) || between(c, 0x1780, 0x18AF) ||
           between(c, 0x2190, 0x2BFF) || c == 0x20E3 || c == 0xFE0F || between(c, 0x1F000, 0x1FAFF) ||
           between(c, 0x11000, 0x11FFF);
}

/* The character before or after byte `at`, 0 at the edge of the chunk. */
static uint32_t before(const struct zh_chunk *chunk, size_t at)
{
    uint32_t c = 0;
    if (at > 0)
        zh_utf8_decode_last(chunk->bytes, at, &c);
    return c;
}

static uint32_t after(const struct zh_chunk *chunk, size_t at)
{
    uint32_t c = 0;
    if (at < chunk->size)
        zh_utf8_decode(chunk->bytes + at, chunk->size - at, &c);
    return c;
}

static bool ends_line(uint32_t c)
{
    return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

static bool line_has_right_to_left(const struct zh_chunk *chunk, size_t at)
{
    uint32_t c;
    for (size_t i = at; i > 0;) {
        i -= zh_utf8_decode_last(chunk->bytes, i, &c);
        if (ends_line(c))
            break;
        if (is_right_to_left(c))
            return true;
    }
    for (size_t i = at; i < chunk->size;) {
        i += zh_utf8_decode(chunk->bytes + i, chunk->size - i, &c);
        if (ends_line(c))
            break;
        if (is_right_to_left(c))
            return true;
    }
    return false;
}

static bool is_exotic_space(uint32_t c)
{
    return c == 0xA0 || c == 0x1680 || between(c, 0x2000, 0x200A) || c == 0x202F || c == 0x205F;
}

/* French sets a no-break space inside its guillemets, and before its high marks. */
static bool is_french_space(const struct zh_chunk *chunk, size_t at, size_t size, uint32_t c)
{
    if (c != 0xA0 && c != 0x202F)
        return false;
    uint32_t next = after(chunk, at + size);
    return before(chunk, at) == 0xAB || next == 0xBB || (next && next < 0x80 && strchr("!?;:%", (int)next));
}

static struct verdict look_up(uint32_t c)
{
    static const enum rule rule_of[] = {[ZH_REPAIR_RADICAL] = RADICAL,
                                        [ZH_REPAIR_COMPATIBILITY] = COMPATIBILITY,
                                        [ZH_REPAIR_WIDTH] = WIDTH,
                                        [ZH_REPAIR_FORM] = FORM};
    size_t low = 0, high = ZH_REPAIRS;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (zh_repairs[middle].from < c)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == ZH_REPAIRS || zh_repairs[low].from != c)
        return stays;
    return (struct verdict){rule_of[zh_repairs[low].class], zh_repairs[low].to};
}

/* What becomes of the character c of `size` bytes at `at`; trailing spaces apart. */
static struct verdict judge(const struct zh_chunk *chunk, size_t at, size_t size, uint32_t c)
{
    if (c < 0x20 || between(c, 0x7F, 0x9F)) {
        if (c == '\t' || c == '\n' || c == '\f')
            return stays;
        return c == '\r' || c == 0x85 ? (struct verdict){LINE_END, '\n'} : (struct verdict){CONTROL, 0};
    }
    if (c == 0xFEFF)
        return (struct verdict){chunk->place.offset + at == 0 ? BYTE_ORDER_MARK : ZERO_WIDTH, 0};
    if (c == 0x200B || c == 0x2060 || c == 0x180E)
        return (struct verdict){ZERO_WIDTH, 0};
    if (c == 0x200C || c == 0x200D)
        return takes_joiners(before(chunk, at)) || takes_joiners(after(chunk, at + size))
                   ? stays
                   : (struct verdict){ZERO_WIDTH, 0};
    if (c == 0xAD)
        return (struct verdict){SOFT_HYPHEN, 0};
    if (between(c, 0x202A, 0x202E) || between(c, 0x2066, 0x2069))
        return line_has_right_to_left(chunk, at) ? stays : (struct verdict){BIDI, 0};
    if (c == 0x2028 || c == 0x2029)
        return (struct verdict){LINE_END, '\n'};
    if (is_exotic_space(c))
        return is_french_space(chunk, at, size, c) ? stays : (struct verdict){SPACE, ' '};
    return c >= 0x2E80 ? look_up(c) : stays;
}

static bool is_blank(uint32_t c)
{
    return c == ' ' || c == '\t' || c == 0x3000;
}

/* Whether the chunk ends where the document does, and not at a cut of a long line, which has half of ZH_LINE_MAX. */
static bool ends_document(const struct zh_chunk *chunk)
{
    return !chunk->ends_line && chunk->size < ZH_LINE_MAX / 2;
}

/* The end of the run of characters from `at` on that are blank, or become blank or nothing; *blank tells whether one is
 * blank, *trailing whether a line ends there. */
static size_t end_of_blanks(const struct zh_chunk *chunk, size_t at, bool *blank, bool *trailing)
{
    *blank = false;
    while (at < chunk->size) {
        uint32_t c;
        size_t size = zh_utf8_decode(chunk->bytes + at, chunk->size - at, &c);
        *trailing = ends_line(c);
        if (*trailing)
            return at;
        struct verdict verdict = judge(chunk, at, size, c);
        bool goes = verdict.rule != RULES && verdict.to == 0;
        if (!is_blank(c) && !goes && verdict.rule != SPACE)
            return at;
        *blank |= !goes;
        at += size;
    }
    *trailing = ends_document(chunk);
    return at;
}

/* The start of the spaces before `at`, not before `from`. */
static size_t start_of_blanks(const struct zh_chunk *chunk, size_t from, size_t at)
{
    while (at > from) {
        uint32_t c;
        size_t size = zh_utf8_decode_last(chunk->bytes, at, &c);
        if (!is_blank(c))
            break;
        at -= size;
    }
    return at;
}

/* Where an edit may begin: what is before `done` is settled, and before `mixed` are blanks that do not end a line. */
struct progress {
    size_t done, mixed;
};

static int replace(struct cleaner *cleaner, size_t at, size_t size, enum rule rule, uint32_t to)
{
    char text[ZH_UTF8_MAX];
    size_t text_size = to ? zh_utf8_encode(to, text) : 0;
    return zh_edits_replace(&cleaner->edits, at, size, text, text_size, rules[rule].id, NULL);
}

/* Cuts the spaces that end the line off, where `at` stands in or right after them. Returns 1 if it did, 0 or -1. */
static int cut_trailing(struct cleaner *cleaner, const struct zh_chunk *chunk, size_t at, struct progress *progress)
{
    bool blank, trailing;
    if (at < progress->mixed)
        return 0;
    size_t end = end_of_blanks(chunk, at, &blank, &trailing);
    size_t start = start_of_blanks(chunk, progress->done, at);
    if (!trailing || (!blank && start == at)) {
        progress->mixed = end;
        return 0;
    }
    progress->done = end;
    return replace(cleaner, start, end - start, TRAILING, 0) ? -1 : 1;
}

static int clean_suspect(struct cleaner *cleaner, const struct zh_chunk *chunk, size_t at, struct progress *progress)
{
    const char *bytes = chunk->bytes;
    uint32_t c;
    size_t size = zh_utf8_decode(bytes + at, chunk->size - at, &c);
    if (c == '\n' && (at == 0 || (bytes[at - 1] != ' ' && bytes[at - 1] != '\t' && bytes[at - 1] != '\x80')))
        return 0;
    struct verdict verdict = judge(chunk, at, size, c);
    bool goes = verdict.rule != RULES && verdict.to == 0;
    if (ends_line(c) || goes || verdict.rule == SPACE) {
        int cut = cut_trailing(cleaner, chunk, at, progress);
        if (cut < 0 || (cut > 0 && at < progress->done))
            return cut < 0 ? -1 : 0;
    }
    if (verdict.rule == RULES)
        return 0;
    if (c == '\r' && after(chunk, at + 1) == '\n')
        size = 2;
    progress->done = at + size;
    return replace(cleaner, at, size, verdict.rule, verdict.to);
}

static int clean_chunk(struct zh_lines *lines, const struct zh_chunk *chunk)
{
    enum { WORDS = 64 };
    struct cleaner *cleaner = (struct cleaner *)lines;
    struct progress progress = {0, 0};
    uint64_t bits[WORDS];
    zh_edits_begin(&cleaner->edits, &lines->stage, chunk);
    for (size_t base = 0; base < chunk->size; base += WORDS * 64) {
        size_t n = chunk->size - base < WORDS * 64 ? chunk->size - base : WORDS * 64;
        zh_scan_bits(&suspects, chunk->bytes + base, n, bits);
        for (size_t word = 0; word < (n + 63) / 64; word++) {
            for (uint64_t left = bits[word]; left; left &= left - 1) {
                size_t at = base + word * 64 + (size_t)__builtin_ctzll(left);
                if (at >= progress.done && clean_suspect(cleaner, chunk, at, &progress))
                    return -1;
            }
        }
    }
    if (ends_document(chunk) && progress.done < chunk->size && cut_trailing(cleaner, chunk, chunk->size, &progress) < 0)
        return -1;
    return zh_edits_end(&cleaner->edits);
}

static void clean_release(struct zh_lines *lines)
{
    zh_edits_free(&((struct cleaner *)lines)->edits);
}

static struct zh_stage *clean_open(const void *config, struct zh_error *error)
{
    (void)config;
    struct cleaner *cleaner = zh_lines_new(sizeof *cleaner, ZH_UNIT_LINE, error);
    if (!cleaner)
        return NULL;
    cleaner->lines.chunk = clean_chunk;
    cleaner->lines.release = clean_release;
    return &cleaner->lines.stage;
}

static int clean_answer(const void *config, struct zh_buffer *out)
{
    if (!((const struct config *)config)->list)
        return 0;
    for (size_t i = 0; i < RULES; i++)
        if (zh_buffer_format(out, "%-14s %s (%s)\n", rules[i].id, rules[i].what, rules[i].source))
            return -1;
    return 1;
}

static const struct zh_option options[] = {
    {.kind = ZH_OPTION_FLAG, .name = "list", .offset = offsetof(struct config, list), .help = "print the rules"},
    {.kind = ZH_OPTION_END},
};

const struct zh_filter zh_filter_clean = {
    .name = "zhclean",
    .summary = "Repairs characters that are damaged or out of place",
    .options = options,
    .config_size = sizeof(struct config),
    .defaults = &(const struct config){0},
    .findings = true,
    .open = clean_open,
    .answer = clean_answer,
};
