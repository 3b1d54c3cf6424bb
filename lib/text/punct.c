#include "text/punct.h"

#include "core/edit.h"
#include "core/utf8.h"
#include "text/reading.h"
#include "text/reading_table.h"

#include <stdlib.h>
#include <string.h>

enum rule { MARK, HALFWIDTH, PAREN, QUOTE, ELLIPSIS, DASH, DOT, TITLE, SPACE, DOUBLED, LATIN, RULES };

static const struct {
    const char *id, *what, *before, *after, *source;
} rules[RULES] = {
    [MARK] = {"width", "marks between Chinese words are full-width", "你好,世界", "你好，世界", "GB/T 15834-2011 4.1-4.7"},
    [HALFWIDTH] = {"halfwidth-form", "half-width forms become normal ones", "很好｡", "很好。", "Unicode 18.1"},
    [PAREN] = {"paren", "parentheses in Chinese are full-width, in pairs", "北京(首都)", "北京（首都）",
               "GB/T 15834-2011 4.9"},
    [QUOTE] = {"quote", "quotes have the shape of the style, in pairs", "他说\"好\"", "他说“好”",
               "GB/T 15834-2011 4.8"},
    [ELLIPSIS] = {"ellipsis", "an ellipsis is six dots", "他走了...", "他走了……", "GB/T 15834-2011 4.11"},
    [DASH] = {"dash", "a dash is two U+2014", "他--走了", "他——走了", "GB/T 15834-2011 4.10"},
    [DOT] = {"middle-dot", "the dot in a name is U+00B7", "列夫•托尔斯泰", "列夫·托尔斯泰", "GB/T 15834-2011 4.14"},
    [TITLE] = {"title", "title marks are 《 and 》", "<<红楼梦>>", "《红楼梦》", "GB/T 15834-2011 4.15"},
    [SPACE] = {"space", "no space beside a full-width mark", "你好， 世界", "你好，世界", "CLREQ 3.1.3"},
    [DOUBLED] = {"doubled", "a comma stands once", "你好，，世界", "你好，世界", "GB/T 15834-2011 5.1"},
    [LATIN] = {"latin", "marks behind a Latin word in a line without Han are ASCII", "Hello，world", "Hello, world",
               "CLREQ 3.1.1"},
};

enum style { STYLE_AUTO, STYLE_CN, STYLE_TW, STYLE_HK };

static const char *const styles[] = {"auto", "cn", "tw", "hk", NULL};

struct config {
    int style;
    bool list;
};

#define NO_CHANGE 0xFFFFFFFFu /* no code point */

enum { CONTENT_MAX = 1 << 16, GONE = 0 };

/* One character of a paragraph: what it is, and what becomes of it. */
struct cell {
    uint32_t c, to[2]; /* to[0] NO_CHANGE: it stays; GONE: it goes; to[1] 0: one character */
    uint32_t at;       /* bytes from the start of the paragraph */
    unsigned char rule;
    bool guarded;
};

struct punctuator {
    struct zh_lines lines;
    struct config config;
    struct zh_edits edits;
    struct cell *cells;
    size_t capacity, count;
    bool corner_seen, curly_seen; /* the document's own quotes */
    uint64_t simplified, traditional;
    int shape; /* of quotes, once decided: STYLE_CN or STYLE_TW; 0 before */
};

static bool is_han(uint32_t c)
{
    return (c >= 0x3400 && c <= 0x9FFF) || c == 0x3005 || c == 0x3007 || (c >= 0xF900 && c <= 0xFAFF) || c >= 0x20000;
}

static bool is_letter(uint32_t c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7);
}

static bool is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

static bool is_word(uint32_t c)
{
    return is_letter(c) || is_digit(c) || c == '_';
}

static bool is_wide_mark(uint32_t c)
{
    return (c >= 0x3001 && c <= 0x3002) || (c >= 0x3008 && c <= 0x3011) || c == 0xFF0C || c == 0xFF1A || c == 0xFF1B ||
           c == 0xFF01 || c == 0xFF1F || c == 0xFF08 || c == 0xFF09 || c == 0x201C || c == 0x201D || c == 0x2018 ||
           c == 0x2019 || c == 0x2026;
}

/* What stands at i after the changes so far; 0 beyond the paragraph and at the end of a line. */
static uint32_t now(const struct punctuator *p, size_t i)
{
    if (i >= p->count || p->cells[i].c == '\n' || p->cells[i].c == '\r')
        return 0;
    return p->cells[i].to[0] == NO_CHANGE ? p->cells[i].c : p->cells[i].to[0];
}

static uint32_t left_of(const struct punctuator *p, size_t i)
{
    return i > 0 ? now(p, i - 1) : 0;
}

static bool is_chinese(uint32_t c)
{
    return is_han(c) || is_wide_mark(c);
}

static void change(struct punctuator *p, size_t i, uint32_t to, enum rule rule)
{
    if (now(p, i) == to)
        return;
    p->cells[i].to[0] = to;
    p->cells[i].rule = (unsigned char)rule;
}

static void guard(struct punctuator *p, size_t from, size_t to)
{
    for (size_t i = from; i < to && i < p->count; i++)
        p->cells[i].guarded = true;
}

static bool is_space(uint32_t c)
{
    return c == ' ' || c == '\t';
}

static size_t skip_spaces(const struct punctuator *p, size_t i)
{
    while (is_space(now(p, i)))
        i++;
    return i;
}

/* Guards what looks like code, an address or a number: back-ticks, URLs, calls, options, list numbers, emoticons. */
static void guard_line(struct punctuator *p, size_t from, size_t to)
{
    size_t i = from;
    while (i < to && (is_space(p->cells[i].c) || p->cells[i].c == 0x3000))
        i++;
    size_t first = i;
    while (i < to && is_digit(p->cells[i].c))
        i++;
    if (i > first && i < to && (p->cells[i].c == '.' || p->cells[i].c == ')') && !is_digit(now(p, i + 1)))
        guard(p, first, i + 1);
    for (i = from; i < to; i++) {
        uint32_t c = p->cells[i].c;
        if (c == '`') {
            size_t end = i + 1;
            while (end < to && p->cells[end].c != '`')
                end++;
            if (end < to)
                guard(p, i, end + 1);
            i = end < to ? end : i;
        } else if (c == ':' && now(p, i + 1) == '/' && now(p, i + 2) == '/' && i > from && is_letter(p->cells[i - 1].c)) {
            size_t end = i;
            while (end < to && p->cells[end].c > ' ' && p->cells[end].c < 0x7F)
                end++;
            while (end > i && strchr(".,;:!?'\"", (int)p->cells[end - 1].c))
                end--;
            guard(p, i, end);
            i = end - 1;
        } else if (c == '(' && i > from && is_word(p->cells[i - 1].c)) {
            size_t depth = 0, end = i;
            for (; end < to && end - i < 256; end++) {
                depth += p->cells[end].c == '(';
                if (p->cells[end].c == ')' && --depth == 0)
                    break;
            }
            if (end < to && p->cells[end].c == ')' && depth == 0)
                guard(p, i, end + 1);
        } else if ((c == ':' || c == ';') && !is_word(left_of(p, i)) && strchr("()DP", (int)(now(p, i + 1) & 0x7F)) &&
                   now(p, i + 1) && now(p, i + 1) < 0x7F && !is_word(now(p, i + 2)) && !is_han(now(p, i + 2))) {
            guard(p, i, i + 2);
        } else if (c == '-' && now(p, i + 1) == '-' && is_letter(now(p, i + 2))) {
            guard(p, i, i + 2);
        }
    }
}

/* Whether the words that end before i are an English clause: two words or more since the last Chinese character. */
static bool ends_english(const struct punctuator *p, size_t i)
{
    size_t spaces = 0;
    for (; i > 0 && now(p, i - 1) != 0 && !is_chinese(now(p, i - 1)); i--)
        spaces += is_space(now(p, i - 1)) && i > 1 && is_letter(now(p, i - 2));
    return spaces > 0;
}

static uint32_t wide_of(uint32_t c)
{
    static const char ascii[] = ",.:;?!";
    static const uint32_t wide[] = {0xFF0C, 0x3002, 0xFF1A, 0xFF1B, 0xFF1F, 0xFF01};
    const char *found = c > ' ' && c < 0x7F ? strchr(ascii, (int)c) : NULL;
    return found ? wide[found - ascii] : 0;
}

static bool is_closing_quote(uint32_t c)
{
    return c == '"' || c == '\'' || c == 0x201D || c == 0x2019 || c == 0x300D || c == 0x300F || c == ')' || c == 0xFF09;
}

/* Whether the mark at i stands in Chinese text. */
static bool mark_is_chinese(const struct punctuator *p, size_t i)
{
    uint32_t c = p->cells[i].c, left = left_of(p, i), right = now(p, i + 1);
    uint32_t beyond = now(p, skip_spaces(p, i + 1));
    bool ends = beyond == 0 || (is_closing_quote(right) && !is_letter(now(p, i + 2)));
    if (is_space(left) && i > 1)
        left = is_han(now(p, i - 2)) && c != ':' ? now(p, i - 2) : left;
    if (is_chinese(left))
        return !(c == '.' && (is_word(right) || right == '.' || right == '/')) && !(c == ':' && right == ':');
    if (!is_word(left) && !strchr("%)]\"'`/", left < 0x7F ? (int)left : 0))
        return false;
    if (left == 0 || (is_word(left) && is_word(right)))
        return false;
    if (is_han(beyond))
        return c != '!' && !(c == '.' && is_space(right));
    return ends && c != '!' && c != ':' && !ends_english(p, i);
}

static void fix_marks(struct punctuator *p, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        uint32_t wide = wide_of(p->cells[i].c);
        if (wide && !p->cells[i].guarded && p->cells[i].to[0] == NO_CHANGE && mark_is_chinese(p, i))
            change(p, i, wide, MARK);
    }
}

/* Runs of dots and dashes, middle dots, half-width forms, title marks. */
static void fix_runs(struct punctuator *p, size_t from, size_t to)
{
    for (size_t i = from; i < to;) {
        uint32_t c = p->cells[i].c, left = left_of(p, i);
        size_t end = i + 1;
        while (end < to && p->cells[end].c == c && !p->cells[end].guarded)
            end++;
        uint32_t right = now(p, end);
        size_t size = end - i;
        if (p->cells[i].guarded) {
            end = i + 1;
        } else if ((c == '.' && (size == 3 || size == 6) && is_chinese(left) && !is_word(right) && right != '/') ||
                   (c == 0x3002 && (size == 3 || size == 6) && is_chinese(left)) ||
                   (c == 0x2026 && size == 1 && is_chinese(left))) {
            change(p, i, 0x2026, ELLIPSIS);
            if (size == 1) {
                p->cells[i].to[0] = 0x2026;
                p->cells[i].to[1] = 0x2026;
                p->cells[i].rule = ELLIPSIS;
            }
            for (size_t k = i + 1; k < end; k++)
                change(p, k, k == i + 1 ? 0x2026 : GONE, ELLIPSIS);
        } else if (((c == '-' && (size == 2 || size == 3)) || (c == 0x2500 && size == 2) || (c == 0xFF0D && size == 2)) &&
                   is_chinese(left) && is_chinese(right)) {
            for (size_t k = i; k < end; k++)
                change(p, k, k < i + 2 ? 0x2014 : GONE, DASH);
        } else if ((c == 0x2022 || c == 0x30FB || c == 0xFF65) && size == 1 && is_han(left) && is_han(right)) {
            change(p, i, 0xB7, DOT);
        } else if (c >= 0xFF61 && c <= 0xFF64) {
            static const uint32_t normal[] = {0x3002, 0x300C, 0x300D, 0x3001};
            for (size_t k = i; k < end; k++)
                change(p, k, normal[c - 0xFF61], HALFWIDTH);
        } else if (c == 0xFF0C && size == 2) {
            change(p, i + 1, GONE, DOUBLED);
        } else if (c == '<' && size == 2 && is_han(right)) {
            size_t close = end;
            while (close + 1 < to && !(p->cells[close].c == '>' && p->cells[close + 1].c == '>'))
                close++;
            if (close + 1 < to && close - end < 64) {
                change(p, i, 0x300A, TITLE);
                change(p, i + 1, GONE, TITLE);
                change(p, close, 0x300B, TITLE);
                change(p, close + 1, GONE, TITLE);
            }
        }
        i = end;
    }
}

static bool any_han(const struct punctuator *p, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (is_han(p->cells[i].c))
            return true;
    return false;
}

static void fix_parens(struct punctuator *p, size_t from, size_t to)
{
    size_t open[64], depth = 0;
    for (size_t i = from; i < to; i++) {
        uint32_t c = p->cells[i].c;
        if (p->cells[i].guarded)
            continue;
        if (c == '(' || c == 0xFF08) {
            if (depth == 64)
                return;
            open[depth++] = i;
        } else if ((c == ')' || c == 0xFF09) && depth > 0) {
            size_t o = open[--depth];
            uint32_t left = left_of(p, o), right = now(p, i + 1);
            bool wide = c == 0xFF09 || p->cells[o].c == 0xFF08;
            bool chinese = is_chinese(left) || is_chinese(right) || any_han(p, o, i);
            bool ascii = left > ' ' && left < 0x7F && !strchr("(,.:;?!\"'", (int)left);
            if ((wide || (chinese && !ascii)) && (c == ')' || p->cells[o].c == '(')) {
                change(p, o, 0xFF08, PAREN);
                change(p, i, 0xFF09, PAREN);
            }
        }
    }
}

/* Removes the spaces beside a mark that stands between Chinese characters. */
static void fix_spaces(struct punctuator *p, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        uint32_t c = now(p, i);
        if (c != 0xFF0C && c != 0x3002 && c != 0x3001 && c != 0xFF1A && c != 0xFF1B && c != 0xFF1F && c != 0xFF01)
            continue;
        size_t before = i, after = i + 1;
        while (before > from && p->cells[before - 1].c == ' ')
            before--;
        while (after < to && p->cells[after].c == ' ')
            after++;
        if (before > from && before < i && is_chinese(now(p, before - 1)))
            for (size_t k = before; k < i; k++)
                change(p, k, GONE, SPACE);
        if (after > i + 1 && after < to && is_han(now(p, after)))
            for (size_t k = i + 1; k < after; k++)
                change(p, k, GONE, SPACE);
    }
}

/* The shape of quotes: the style's; in auto the document's own, or else that of its script. */
static int quote_shape(struct punctuator *p)
{
    if (p->config.style != STYLE_AUTO)
        return p->config.style == STYLE_CN ? STYLE_CN : STYLE_TW;
    if (p->shape == 0)
        p->shape = p->curly_seen    ? STYLE_CN
                   : p->corner_seen ? STYLE_TW
                                    : p->traditional > p->simplified ? STYLE_TW : STYLE_CN;
    return p->shape;
}

static void put_pair(struct punctuator *p, size_t open, size_t close, bool single, bool nested)
{
    static const uint32_t marks[4][2] = {{0x201C, 0x201D}, {0x2018, 0x2019}, {0x300C, 0x300D}, {0x300E, 0x300F}};
    size_t shape = quote_shape(p) == STYLE_CN ? (single ? 1 : 0) : (nested ? 3 : 2);
    change(p, open, marks[shape][0], QUOTE);
    if (close)
        change(p, close, marks[shape][1], QUOTE);
}

static bool is_single(const struct punctuator *p, size_t i)
{
    return p->cells[i].c == '\'';
}

/* Straight quotes and primes: a quote behind a digit that closes nothing is an inch; one inside a word an apostrophe. */
static bool is_quote(const struct punctuator *p, size_t i, bool open)
{
    uint32_t c = p->cells[i].c, left = left_of(p, i), right = now(p, i + 1);
    if (p->cells[i].guarded || (c != '"' && c != '\''))
        return false;
    if (c == '\'' && is_letter(left) && (is_letter(right) || !open))
        return false;
    return open || !is_digit(left);
}

struct open_quote {
    size_t at;
    bool single;
};

static int fix_quotes(struct punctuator *p)
{
    struct open_quote stack[2];
    size_t depth = 0;
    for (size_t i = 0; i < p->count; i++) {
        bool line_start = i == 0 || p->cells[i - 1].c == '\n';
        bool single = is_single(p, i);
        bool opened = depth > 0 && stack[depth - 1].single == single;
        if (!is_quote(p, i, opened))
            continue;
        uint32_t left = left_of(p, i), right = now(p, i + 1);
        bool stray = !opened && right == 0 && (left == 0x3002 || left == 0xFF01 || left == 0xFF1F);
        if (stray)
            continue;
        if (opened && left == 0xFF1A) {
            stack[depth - 1].at = i;
            continue;
        }
        if (opened && line_start && depth == 1) {
            put_pair(p, stack[0].at, 0, single, false);
            depth = 0;
            opened = false;
        }
        if (!opened && depth < 2 && !(depth == 1 && stack[0].single)) {
            stack[depth++] = (struct open_quote){i, single};
            continue;
        }
        if (!opened)
            continue;
        size_t open = stack[--depth].at;
        bool chinese = is_chinese(left_of(p, open)) || is_chinese(now(p, i + 1)) || any_han(p, open, i);
        if (chinese && p->cells[i].at - p->cells[open].at <= CONTENT_MAX)
            put_pair(p, open, i, single, depth > 0);
    }
    return 0;
}

static bool is_curly(uint32_t c)
{
    return c == 0x201C || c == 0x201D;
}

/* Curly quotes in the wrong direction: by their order in the line, where the order that stands there is none and the
 * new one has no opener before a mark and no closer behind a colon. */
static void turn_quotes(struct punctuator *p, size_t from, size_t to)
{
    size_t count = 0, wrong = 0;
    for (size_t i = from; i < to; i++) {
        if (!is_curly(p->cells[i].c))
            continue;
        bool opens = count++ % 2 == 0;
        wrong += opens != (p->cells[i].c == 0x201C);
        uint32_t beside = opens ? now(p, i + 1) : left_of(p, i);
        if (beside == 0 || beside == 0xFF1A || (opens && is_wide_mark(beside) && beside != 0x2026 && beside != 0x2018))
            return;
    }
    if (wrong == 0 || count % 2 == 1)
        return;
    count = 0;
    for (size_t i = from; i < to; i++)
        if (is_curly(p->cells[i].c) && !p->cells[i].guarded)
            change(p, i, count++ % 2 == 0 ? 0x201C : 0x201D, QUOTE);
}

/* Quotes of the shape that the style does not have. */
static void fix_shapes(struct punctuator *p)
{
    static const uint32_t curly[] = {0x201C, 0x201D, 0x2018, 0x2019}, corner[] = {0x300C, 0x300D, 0x300E, 0x300F};
    if (p->config.style == STYLE_AUTO)
        return;
    bool to_corner = p->config.style != STYLE_CN;
    for (size_t i = 0; i < p->count; i++) {
        uint32_t c = now(p, i);
        for (size_t k = 0; k < 4 && !p->cells[i].guarded; k++) {
            bool apostrophe = to_corner && k == 3 && is_letter(left_of(p, i));
            if (c == (to_corner ? curly[k] : corner[k]) && !apostrophe)
                change(p, i, to_corner ? corner[k] : curly[k], QUOTE);
        }
    }
}

/* Full-width marks behind a Latin word, in a line that has no Han, become ASCII, with the space that follows them. */
static void fix_latin(struct punctuator *p, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        uint32_t c = p->cells[i].c;
        const char *ascii = c == 0xFF0C ? "," : c == 0xFF01 ? "!" : c == 0xFF1F ? "?" : c == 0xFF1B ? ";" : c == 0xFF1A ? ":" : NULL;
        if (!ascii || !is_letter(left_of(p, i)))
            continue;
        change(p, i, (unsigned char)*ascii, LATIN);
        if (is_letter(now(p, i + 1)))
            p->cells[i].to[1] = ' ';
    }
}

/* Whether a line is code: an object, or a statement. */
static bool is_code(const struct punctuator *p, size_t from, size_t to)
{
    while (to > from && (p->cells[to - 1].c <= ' '))
        to--;
    while (from < to && p->cells[from].c <= ' ')
        from++;
    if (from == to)
        return true;
    uint32_t first = p->cells[from].c, last = p->cells[to - 1].c;
    return (first == '{' && (last == '}' || last == ',')) || (first == '[' && last == ']') ||
           (last == ';' && first < 0x7F && to - from > 1 && (p->cells[to - 2].c == ')' || p->cells[to - 2].c == '"'));
}

static void fix_line(struct punctuator *p, size_t from, size_t to)
{
    bool han = false, other = false;
    for (size_t i = from; i < to; i++) {
        uint32_t c = p->cells[i].c;
        han |= is_han(c);
        other |= (c >= 0x3041 && c <= 0x30FA) || (c >= 0x31F0 && c <= 0x31FF) || (c >= 0xAC00 && c <= 0xD7AF) ||
                 (c >= 0x1100 && c <= 0x11FF);
    }
    if (other || is_code(p, from, to)) {
        guard(p, from, to);
        return;
    }
    if (!han) {
        fix_latin(p, from, to);
        guard(p, from, to);
        return;
    }
    guard_line(p, from, to);
    fix_runs(p, from, to);
    fix_marks(p, from, to);
    fix_parens(p, from, to);
}

static void each_line(struct punctuator *p, void (*fix)(struct punctuator *, size_t, size_t))
{
    for (size_t from = 0; from < p->count;) {
        size_t to = from;
        while (to < p->count && p->cells[to].c != '\n')
            to++;
        fix(p, from, to);
        from = to + 1;
    }
}

static int decode(struct punctuator *p, const char *bytes, size_t n)
{
    if (n + 1 > p->capacity) {
        struct cell *grown = realloc(p->cells, (n + 1) * 2 * sizeof *grown);
        if (!grown)
            return zh_stage_fail_memory(&p->lines.stage);
        p->cells = grown;
        p->capacity = (n + 1) * 2;
    }
    p->count = 0;
    for (size_t at = 0; at < n;) {
        struct cell *cell = &p->cells[p->count++];
        *cell = (struct cell){.to = {NO_CHANGE, 0}, .at = (uint32_t)at};
        at += zh_utf8_decode(bytes + at, n - at, &cell->c);
        unsigned marks = zh_reading_marks(cell->c);
        p->simplified += marks == (ZH_MARK_FORMS | ZH_MARK_COMMON);
        p->traditional += marks == ZH_MARK_FORMS;
        p->corner_seen |= cell->c == 0x300C;
        p->curly_seen |= cell->c == 0x201C || cell->c == 0x201D;
    }
    return 0;
}

static int apply(struct punctuator *p, size_t base, size_t n)
{
    for (size_t i = 0; i < p->count; i++) {
        const struct cell *cell = &p->cells[i];
        char text[2 * ZH_UTF8_MAX];
        if (cell->to[0] == NO_CHANGE)
            continue;
        size_t size = cell->to[0] == GONE ? 0 : zh_utf8_encode(cell->to[0], text);
        if (cell->to[1])
            size += zh_utf8_encode(cell->to[1], text + size);
        size_t end = i + 1 < p->count ? p->cells[i + 1].at : n;
        if (zh_edits_replace(&p->edits, base + cell->at, end - cell->at, text, size, rules[cell->rule].id, NULL))
            return -1;
    }
    return 0;
}

static int fix_paragraph(struct punctuator *p, const char *bytes, size_t base, size_t n)
{
    if (decode(p, bytes + base, n))
        return -1;
    each_line(p, fix_line);
    if (fix_quotes(p))
        return -1;
    each_line(p, turn_quotes);
    fix_shapes(p);
    each_line(p, fix_marks);
    each_line(p, fix_spaces);
    return apply(p, base, n);
}

static int punct_chunk(struct zh_lines *lines, const struct zh_chunk *chunk)
{
    struct punctuator *p = (struct punctuator *)lines;
    zh_edits_begin(&p->edits, &lines->stage, chunk);
    for (size_t at = 0; at < chunk->size;) {
        size_t scanned = 0;
        size_t size = zh_paragraph_size(chunk->bytes + at, chunk->size - at, &scanned);
        if (size == 0)
            size = chunk->size - at;
        if (fix_paragraph(p, chunk->bytes, at, size))
            return -1;
        at += size;
    }
    return zh_edits_end(&p->edits);
}

static int punct_end(struct zh_lines *lines)
{
    struct punctuator *p = (struct punctuator *)lines;
    p->corner_seen = p->curly_seen = false;
    p->simplified = p->traditional = 0;
    p->shape = 0;
    return 0;
}

static void punct_release(struct zh_lines *lines)
{
    struct punctuator *p = (struct punctuator *)lines;
    free(p->cells);
    zh_edits_free(&p->edits);
}

static struct zh_stage *punct_open(const void *config, struct zh_error *error)
{
    struct punctuator *p = zh_lines_new(sizeof *p, ZH_UNIT_PARAGRAPH, error);
    if (!p)
        return NULL;
    p->lines.chunk = punct_chunk;
    p->lines.end = punct_end;
    p->lines.release = punct_release;
    p->config = *(const struct config *)config;
    return &p->lines.stage;
}

static int punct_answer(const void *config, struct zh_buffer *out)
{
    if (!((const struct config *)config)->list)
        return 0;
    for (size_t i = 0; i < RULES; i++)
        if (zh_buffer_format(out, "%s\t%s\t%s\t%s\t%s\n", rules[i].id, rules[i].what, rules[i].before, rules[i].after,
                             rules[i].source))
            return -1;
    return 1;
}

static const struct zh_option options[] = {
    {.kind = ZH_OPTION_CHOICE,
     .letter = 's',
     .name = "style",
     .offset = offsetof(struct config, style),
     .argument = "STYLE",
     .help = "auto (default), cn, tw or hk",
     .choices = styles},
    {.kind = ZH_OPTION_FLAG, .name = "list", .offset = offsetof(struct config, list), .help = "print the rules"},
    {.kind = ZH_OPTION_END},
};

const struct zh_filter zh_filter_punct = {
    .name = "zhpunct",
    .summary = "Normalises the punctuation of Chinese text",
    .options = options,
    .config_size = sizeof(struct config),
    .defaults = &(const struct config){0},
    .findings = true,
    .open = punct_open,
    .answer = punct_answer,
};
