#include "block/classify.h"

#include "core/utf8.h"

#include <string.h>

enum { HEADING_MAX = 60, NUMBERED_MAX = 40 }; /* code points */

static const char *const units[ZH_RANKS] = {"部编編篇", "卷", "回章", "节節", "", ""};

/* Whether the list, a string of characters, holds c. */
static bool holds(const char *list, uint32_t c)
{
    char text[ZH_UTF8_MAX + 1];
    size_t size = zh_utf8_encode(c, text);
    text[size] = '\0';
    return size > 0 && c != 0 && strstr(list, text) != NULL;
}

static uint32_t next(const char *line, size_t n, size_t *at)
{
    uint32_t c = 0;
    if (*at < n)
        *at += zh_utf8_decode(line + *at, n - *at, &c);
    return c;
}

/* Passes over numerals, Chinese or Arabic. Returns their number. */
static size_t pass_numerals(const char *line, size_t n, size_t *at)
{
    size_t count = 0;
    for (size_t look = *at; look < n; count++) {
        if (!holds("〇零一二三四五六七八九十百千两兩廿卅0123456789０１２３４５６７８９", next(line, n, &look)))
            break;
        *at = look;
    }
    return count;
}

static bool ends_sentence(const char *line, size_t n)
{
    uint32_t c;
    if (n == 0)
        return false;
    zh_utf8_decode_last(line, n, &c);
    return holds("。！？…；，、：,;:!?.”」』", c);
}

static bool is_separator(uint32_t c)
{
    return c == 0 || holds(" \t\u3000：:·—-《（(", c);
}

/* 第一回 and its like: a unit, then a separator and the title, or a short title without marks. */
static bool is_unit_heading(const char *line, size_t n, unsigned *rank)
{
    size_t at = 0;
    if (next(line, n, &at) != 0x7B2C || pass_numerals(line, n, &at) == 0)
        return false;
    uint32_t unit = next(line, n, &at);
    for (*rank = 0; *rank < ZH_RANKS && !holds(units[*rank], unit); ++*rank)
        ;
    size_t after = at;
    return *rank < ZH_RANKS && (is_separator(next(line, n, &after)) || zh_utf8_count(line, n) <= NUMBERED_MAX / 2);
}

static bool is_volume_heading(const char *line, size_t n)
{
    size_t at = 0;
    return next(line, n, &at) == 0x5377 && pass_numerals(line, n, &at) > 0 && is_separator(next(line, n, &at));
}

/* Parts of a book that have a name and no number. */
static bool is_named_heading(const char *line, size_t n)
{
    static const char *const names[] = {"楔子", "序章", "序言", "序", "前言", "引子", "引言", "自序", "后记", "後記", "尾声",
                                        "尾聲", "附录", "附錄", "目录", "目錄", "番外", "跋",   "内容简介", "內容簡介"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t at = strlen(names[i]);
        if (n < at || memcmp(line, names[i], at) != 0)
            continue;
        uint32_t c = next(line, n, &at);
        if (c == 0 || holds(" \u3000", c))
            return true;
    }
    return false;
}

/* 一、 and （一）. */
static bool is_numbered_heading(const char *line, size_t n, unsigned *rank)
{
    size_t at = 0, look = 0;
    bool bracket = holds("（(", next(line, n, &look));
    if (bracket)
        at = look;
    size_t first = at;
    if (pass_numerals(line, n, &at) == 0 || (unsigned char)line[first] < 0x80)
        return false;
    uint32_t mark = next(line, n, &at);
    *rank = bracket ? 5 : 4;
    return at < n && holds(bracket ? "）)" : "、", mark) && zh_utf8_count(line, n) <= NUMBERED_MAX;
}

bool zh_is_heading(const char *line, size_t n, unsigned *rank)
{
    if (n == 0 || n > HEADING_MAX * ZH_UTF8_MAX || zh_utf8_count(line, n) > HEADING_MAX || ends_sentence(line, n))
        return false;
    if (is_unit_heading(line, n, rank) || is_numbered_heading(line, n, rank))
        return true;
    bool volume = is_volume_heading(line, n);
    *rank = volume ? 1 : 2;
    return volume || is_named_heading(line, n);
}

size_t zh_list_marker(const char *line, size_t n)
{
    size_t at = 0;
    while (at < n && at < 9 && line[at] >= '0' && line[at] <= '9')
        at++;
    if (at > 0 && at < n) {
        if (at + 1 < n && (line[at] == '.' || line[at] == ')') && line[at + 1] == ' ')
            return at + 2;
        return n - at >= 3 && memcmp(line + at, "、", 3) == 0 ? at + 3 : 0;
    }
    return n >= 2 && strchr("-*+", line[0]) && line[1] == ' ' ? 2 : 0;
}

struct zh_class zh_classify(const char *block, size_t n)
{
    unsigned rank;
    size_t lines = 0, items = 0;
    for (size_t at = 0; at < n; lines++) {
        const char *feed = memchr(block + at, '\n', n - at);
        size_t end = feed ? (size_t)(feed - block) : n;
        items += zh_list_marker(block + at, end - at) > 0;
        at = end + 1;
    }
    if (lines == 1 && zh_is_heading(block, n, &rank))
        return (struct zh_class){ZH_KIND_HEADING, rank};
    if (lines > 0 && items == lines && (lines > 1 || !ends_sentence(block, n)))
        return (struct zh_class){ZH_KIND_LIST, 0};
    return (struct zh_class){lines > 1 ? ZH_KIND_VERSE : ZH_KIND_PARAGRAPH, 0};
}

const char *zh_kind_name(enum zh_kind kind)
{
    static const char *const names[] = {"paragraph", "heading", "verse", "list"};
    return names[kind];
}
