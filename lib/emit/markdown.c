#include "emit/renderer.h"

#include <string.h>

/* What a CommonMark parser reads back is the text, exactly; sections are those of CommonMark 0.30. */

static bool is_alphanumeric(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool is_punctuation(char c)
{
    return c > ' ' && (unsigned char)c < 0x7F && !is_alphanumeric(c);
}

/* The number of bytes c that text begins with. */
static size_t run(const char *text, size_t n, char c)
{
    size_t size = 0;
    while (size < n && text[size] == c)
        size++;
    return size;
}

static bool is_blank_at(const char *text, size_t n, size_t at)
{
    return at >= n || text[at] == ' ' || text[at] == '\t';
}

/* The offset of the byte that makes the start of a line a block of another kind (4.1-4.5, 5.1, 5.2); n: there is none. */
static size_t block_start(const char *line, size_t n)
{
    if (n == 0)
        return n;
    size_t same = run(line, n, line[0]);
    switch (line[0]) {
    case '#':
        return same <= 6 && is_blank_at(line, n, same) ? 0 : n;
    case '>':
        return 0;
    case '=':
    case '-':
    case '+':
        return is_blank_at(line, n, 1) || same > 1 ? 0 : n;
    case '~':
        return same >= 3 ? 0 : n;
    default:
        break;
    }
    size_t digits = 0;
    while (digits < n && digits < 10 && line[digits] >= '0' && line[digits] <= '9')
        digits++;
    bool item = digits > 0 && digits < 10 && digits < n && (line[digits] == '.' || line[digits] == ')');
    return item && is_blank_at(line, n, digits + 1) ? digits : n;
}

/* Whether the byte at `at` must be escaped wherever it stands in a line (2.4, 2.5, 6.1-6.6). */
static bool is_markup(const char *line, size_t n, size_t at)
{
    char after = at + 1 < n ? line[at + 1] : '\0';
    switch (line[at]) {
    case '*':
    case '`':
    case '[':
    case ']':
        return true;
    case '_':
        return at == 0 || !is_alphanumeric(line[at - 1]) || !is_alphanumeric(after);
    case '<':
        return is_alphanumeric(after) || (after && strchr("/!?", after));
    case '&':
        return is_alphanumeric(after) || after == '#';
    case '\\':
        return after == '\0' || is_punctuation(after);
    default:
        return false;
    }
}

/* A blank at the edge of a line would be dropped (4.8): it is written as a reference. */
static int edge_blank(struct zh_buffer *out, char blank)
{
    return zh_buffer_text(out, blank == '\t' ? "&#9;" : "&#32;");
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static int escape_line(struct zh_buffer *out, const char *line, size_t n, bool heading)
{
    size_t start = heading ? n : block_start(line, n);
    size_t closing = n; /* a run of # that would end a heading */
    if (heading && n > 0 && line[n - 1] == '#')
        closing = n - 1;
    size_t copied = 0;
    for (size_t at = 0; at < n; at++) {
        bool edge = is_blank(line[at]) && (at == 0 || at == n - 1);
        bool escaped = at == start || at == closing || is_markup(line, n, at);
        if (!edge && !escaped)
            continue;
        if (zh_buffer_append(out, line + copied, at - copied) ||
            (edge ? edge_blank(out, line[at]) : zh_buffer_append(out, "\\", 1)))
            return -1;
        copied = edge ? at + 1 : at;
    }
    return zh_buffer_append(out, line + copied, n - copied);
}

/* Whether a list of lines is one of CommonMark too: markers of one sort, numbers that count up. */
static bool is_markdown_list(const char *text, size_t n)
{
    unsigned long expected = 0;
    char delimiter = '\0';
    for (size_t at = 0; at < n;) {
        const char *feed = memchr(text + at, '\n', n - at);
        size_t end = feed ? (size_t)(feed - text) : n;
        size_t marker = zh_list_marker(text + at, end - at);
        if (marker < 2 || text[at + marker - 1] != ' ' || at + marker == end || is_blank(text[at + marker]))
            return false;
        if (block_start(text + at + marker, end - at - marker) < end - at - marker)
            return false;
        char sort = text[at + marker - 2];
        unsigned long number = 0;
        for (size_t i = at; i < at + marker - 2; i++)
            number = number * 10 + (unsigned long)(text[i] - '0');
        if (delimiter != '\0' && (sort != delimiter || (marker > 2 && number != expected)))
            return false;
        delimiter = sort;
        expected = number + 1;
        at = end + 1;
    }
    return true;
}

static int block(struct zh_buffer *out, const struct zh_rendered *b)
{
    bool heading = b->class.kind == ZH_KIND_HEADING;
    bool list = b->class.kind == ZH_KIND_LIST && is_markdown_list(b->text, b->size);
    if (!b->first && zh_buffer_text(out, "\n"))
        return -1;
    if (heading && (zh_buffer_append(out, "######", b->level) || zh_buffer_text(out, " ")))
        return -1;
    for (size_t at = 0; at < b->size;) {
        const char *feed = memchr(b->text + at, '\n', b->size - at);
        size_t end = feed ? (size_t)(feed - b->text) : b->size;
        size_t marker = list ? zh_list_marker(b->text + at, end - at) : 0;
        if (zh_buffer_append(out, b->text + at, marker) ||
            escape_line(out, b->text + at + marker, end - at - marker, heading) ||
            zh_buffer_text(out, feed && !list ? "\\\n" : "\n"))
            return -1;
        at = end + 1;
    }
    return 0;
}

const struct zh_renderer zh_render_markdown = {.block = block};
