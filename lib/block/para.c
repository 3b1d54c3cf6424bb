#include "block/para.h"

#include "block/classify.h"
#include "core/buffer.h"
#include "core/lines.h"
#include "core/utf8.h"

#include <string.h>

/* Lines are joined by two kinds of evidence, taken from the first lines of the document: whether lines end where a
 * column is full, and what stands at the edges of the two lines in question. */

enum {
    WINDOW = 1 << 20, /* bytes of evidence */
    WIDEST = 160,     /* columns: no text is wrapped wider */
    SLACK = 2,        /* columns that a full line may leave empty */
    VERSE_MAX = 40,   /* columns of a line of verse */
    BLOCK_MAX = 1 << 20
};

enum layout { AUTO, LINES, BLANK, INDENT, WRAP };

static const char *const layouts[] = {"auto", "lines", "blank", "indent", "wrap", NULL};
static const char *const furnitures[] = {"drop", "keep", NULL};

struct config {
    int layout;
    int keep_furniture;
};

/* A line, without indent, trailing blanks and line end. */
struct line {
    const char *text;
    size_t size;
    size_t indent, width; /* columns; width counts the indent too */
    bool page_break;      /* a form feed stood before it */
};

struct splitter {
    struct zh_lines lines;
    struct config config;
    bool decided, wrapped;
    size_t column;           /* that lines are wrapped at */
    unsigned long next_page; /* the number that the next page has, where bare numbers are page numbers; else 0 */
    struct zh_buffer window; /* lines before the decision */
    struct zh_buffer block, out;
    struct line last;        /* the last line of the block; its text is not kept */
    bool heading, item, verse, ended, blank, soft, any;
    size_t last_start;       /* of the last line, in the block */
};

static bool is_one_of(const char *list, uint32_t c)
{
    char text[ZH_UTF8_MAX + 1];
    size_t size = zh_utf8_encode(c, text);
    text[size] = '\0';
    return c != 0 && strstr(list, text) != NULL;
}

static size_t width_of(uint32_t c)
{
    return c >= 0x1100 || c == 0xB7 || (c >= 0x2014 && c <= 0x2026) ? 2 : 1;
}

static size_t columns(const char *text, size_t n)
{
    size_t width = 0;
    for (size_t at = 0; at < n;) {
        uint32_t c;
        at += zh_utf8_decode(text + at, n - at, &c);
        width += width_of(c);
    }
    return width;
}

static uint32_t last_character(const char *text, size_t n)
{
    uint32_t c = 0;
    if (n > 0)
        zh_utf8_decode_last(text, n, &c);
    return c;
}

static struct line read_line(const char *text, size_t n)
{
    struct line line = {0};
    size_t at = 0;
    for (uint32_t c; at < n;) {
        size_t size = zh_utf8_decode(text + at, n - at, &c);
        if (c == '\f')
            line.page_break = true;
        else if (c == '\t')
            line.indent += 8 - line.indent % 8;
        else if (c == ' ' || c == 0x3000)
            line.indent += c == ' ' ? 1 : 2;
        else
            break;
        at += size;
    }
    for (uint32_t c; n > at;) {
        size_t size = zh_utf8_decode_last(text, n, &c);
        if (c != ' ' && c != '\t' && c != '\r' && c != '\f' && c != 0x3000)
            break;
        n -= size;
    }
    line.text = text + at;
    line.size = n - at;
    line.width = line.indent + (line.size > 4 * WIDEST ? WIDEST + 1 : columns(line.text, line.size));
    return line;
}

/* The columns that the beginning of a line needs, which cannot be parted: a Latin word, or a character with the marks
 * that may not begin a line. */
static size_t first_unit(const struct line *line)
{
    uint32_t c;
    size_t at = zh_utf8_decode(line->text, line->size, &c);
    size_t width = width_of(c);
    bool latin = c < 0x80;
    for (; at < line->size; width += width_of(c)) {
        size_t size = zh_utf8_decode(line->text + at, line->size - at, &c);
        if (latin ? c <= ' ' || c >= 0x80 : !is_one_of("，。、；：！？”’」』）》…—", c))
            break;
        at += size;
    }
    return width;
}

static bool is_terminated(const struct line *line)
{
    return is_one_of("。！？…；：”’」』）.!?:;\"", last_character(line->text, line->size));
}

/* A line of verse is short and has one mark, at its end. */
static bool is_verse_line(const struct line *line, bool opens)
{
    uint32_t c = last_character(line->text, line->size);
    if (line->width > VERSE_MAX || line->size < 9 || !is_one_of(opens ? "，；？！" : "，；？！。", c))
        return false;
    for (size_t at = 0; at < line->size - 3;) {
        at += zh_utf8_decode(line->text + at, line->size - at, &c);
        if (is_one_of("，；？！。：、“”「」", c) || c < 0x2E80)
            return false;
    }
    return true;
}

/* The number of a page that is a line by itself: dressed with dashes, or bare. 0: it is none. */
static unsigned long page_number(const struct line *line, bool *dressed)
{
    unsigned long number = 0;
    size_t digits = 0, dashes = 0;
    if (line->size > 32)
        return 0;
    for (size_t at = 0; at < line->size;) {
        uint32_t c;
        at += zh_utf8_decode(line->text + at, line->size - at, &c);
        if (c >= '0' && c <= '9' && digits < 6) {
            number = number * 10 + (c - '0');
            digits++;
        } else if (is_one_of("-—–─·~", c)) {
            dashes++;
        } else if (c != ' ' && c != 0x3000) {
            return 0;
        }
    }
    *dressed = dashes > 0;
    return digits > 0 ? number : 0;
}

/* What the first lines show. */
struct evidence {
    size_t widths[WIDEST + 2], count;
    bool blank;
    unsigned long page, first_page;
    bool pages_count;
};

static size_t column_of(const struct evidence *e)
{
    size_t beyond = e->count >= 60 ? e->count / 50 : 0;
    size_t column = WIDEST + 1;
    for (size_t seen = e->widths[column]; column > 1 && seen <= beyond; seen += e->widths[--column])
        ;
    return column;
}

typedef void visitor(void *context, const struct line *line);

static void visit(const struct zh_buffer *text, visitor *call, void *context)
{
    for (size_t at = 0; at < text->size;) {
        const char *feed = memchr(text->bytes + at, '\n', text->size - at);
        size_t end = feed ? (size_t)(feed - text->bytes) : text->size;
        struct line line = read_line(text->bytes + at, end - at);
        call(context, &line);
        at = end + 1;
    }
}

static void see_width(void *context, const struct line *line)
{
    struct evidence *e = context;
    bool dressed;
    unsigned long page = e->blank && line->size > 0 ? page_number(line, &dressed) : 0;
    if (page > 0 && !dressed) {
        if (e->page > 0 && page == e->page + 1)
            e->pages_count = true;
        else if (!e->pages_count)
            e->first_page = page;
        e->page = page;
    }
    e->blank = line->size == 0 || line->page_break;
    if (line->size == 0)
        return;
    e->widths[line->width > WIDEST ? WIDEST + 1 : line->width]++;
    e->count++;
}

struct pairs {
    size_t column, count, full, open;
    struct line last;
};

static void see_pair(void *context, const struct line *line)
{
    struct pairs *p = context;
    unsigned rank;
    bool plain = line->size > 0 && !zh_is_heading(line->text, line->size, &rank) && !zh_list_marker(line->text, line->size);
    if (plain && p->last.size > 0 && line->indent < 2 && !is_verse_line(&p->last, false)) {
        p->count++;
        p->full += p->last.width + first_unit(line) + SLACK > p->column;
        p->open += !is_terminated(&p->last);
    }
    p->last = plain ? *line : (struct line){0};
}

static void decide(struct splitter *s)
{
    struct evidence e = {.blank = true};
    visit(&s->window, see_width, &e);
    struct pairs pairs = {.column = column_of(&e)};
    visit(&s->window, see_pair, &pairs);
    s->decided = true;
    s->column = pairs.column;
    s->next_page = e.pages_count ? e.first_page : 0;
    s->wrapped = s->config.layout == WRAP ||
                 (s->config.layout != LINES && pairs.column <= WIDEST && pairs.count > 0 &&
                  pairs.full * 10 >= pairs.count * 6 && pairs.open * 10 >= pairs.count * 5);
}

static int append(struct splitter *s, struct zh_buffer *to, const char *bytes, size_t n)
{
    return zh_buffer_append(to, bytes, n) ? zh_stage_fail_memory(&s->lines.stage) : 0;
}

static int end_block(struct splitter *s)
{
    if (s->block.size == 0)
        return 0;
    if ((s->any && append(s, &s->out, "\n", 1)) || append(s, &s->out, s->block.bytes, s->block.size) ||
        append(s, &s->out, "\n", 1))
        return -1;
    s->any = true;
    s->block.size = 0;
    return 0;
}

/* What stands between two lines that become one: a space between Latin words; a hyphen that parts a word goes. */
static int glue(struct splitter *s, const struct line *line)
{
    uint32_t left = last_character(s->block.bytes, s->block.size);
    unsigned char right = (unsigned char)line->text[0];
    if (left == 0 || left >= 0x80 || right >= 0x80)
        return 0;
    bool word = s->block.size > 1 && left == '-' && s->block.bytes[s->block.size - 2] >= 'a' &&
                s->block.bytes[s->block.size - 2] <= 'z' && right >= 'a' && right <= 'z';
    if (!word)
        return append(s, &s->block, " ", 1);
    s->block.size--;
    return 0;
}

enum join { APART, TOGETHER, BROKEN /* one block, with a hard line break */ };

static enum join judge(const struct splitter *s, const struct line *line, bool heading, bool item)
{
    const struct line *last = &s->last;
    struct line before = *last;
    before.text = s->block.bytes + s->last_start;
    if (s->block.size == 0 || heading || s->heading || (s->blank && !s->soft) || s->block.size > BLOCK_MAX)
        return APART;
    if (item || s->item)
        return item && s->item ? BROKEN : APART;
    if (is_verse_line(&before, !s->verse) && is_verse_line(line, false) && line->width == last->width && !s->soft)
        return BROKEN;
    if (line->indent >= 2 || s->verse)
        return APART;
    bool full = last->width + first_unit(line) + SLACK > s->column;
    if (last->indent >= 2 && !s->ended && s->config.layout != LINES)
        return TOGETHER; /* an indented line that goes on without indent */
    if (s->soft)
        return full || !s->ended ? TOGETHER : APART;
    return s->wrapped && (full || (!s->ended && s->config.layout == WRAP)) ? TOGETHER : APART;
}

static bool is_furniture(struct splitter *s, const struct line *line)
{
    bool dressed = false;
    unsigned long page = s->config.keep_furniture ? 0 : page_number(line, &dressed);
    if (page == 0 || !(s->blank || line->page_break || (s->block.size == 0 && !s->any)))
        return false;
    if (!dressed && (s->next_page == 0 || page != s->next_page))
        return false;
    s->next_page += s->next_page > 0 && !dressed;
    return true;
}

static int take(struct splitter *s, const struct line *line)
{
    unsigned rank;
    if (line->page_break && s->blank)
        s->soft |= line->size > 0;
    if (line->size == 0) {
        s->blank = true;
        return 0;
    }
    if (is_furniture(s, line)) {
        s->soft = true;
        return 0;
    }
    bool heading = zh_is_heading(line->text, line->size, &rank);
    bool item = zh_list_marker(line->text, line->size) > 0;
    enum join join = judge(s, line, heading, item);
    if (join == APART && end_block(s))
        return -1;
    if (join == BROKEN && append(s, &s->block, "\n", 1))
        return -1;
    if (join == TOGETHER && glue(s, line))
        return -1;
    s->last_start = s->block.size;
    if (append(s, &s->block, line->text, line->size))
        return -1;
    s->verse = join == BROKEN;
    s->heading = heading;
    s->item = item;
    s->ended = is_terminated(line);
    s->last = *line;
    s->blank = s->soft = false;
    return 0;
}

static int take_lines(struct splitter *s, const char *bytes, size_t n)
{
    for (size_t at = 0; at < n;) {
        const char *feed = memchr(bytes + at, '\n', n - at);
        size_t end = feed ? (size_t)(feed - bytes) : n;
        struct line line = read_line(bytes + at, end - at);
        if (take(s, &line))
            return -1;
        at = end + 1;
    }
    return 0;
}

static int hand_on(struct splitter *s)
{
    int failed = zh_stage_pass(&s->lines.stage, s->out.bytes, s->out.size);
    s->out.size = 0;
    return failed;
}

static int settle(struct splitter *s)
{
    decide(s);
    int failed = take_lines(s, s->window.bytes, s->window.size);
    zh_buffer_free(&s->window);
    return failed;
}

/* How much of a chunk belongs to the window: the lines that begin in it. */
static size_t window_part(const struct zh_chunk *chunk)
{
    if (chunk->place.offset >= WINDOW)
        return 0;
    size_t at = WINDOW - (size_t)chunk->place.offset;
    if (at >= chunk->size)
        return chunk->size;
    const char *feed = memchr(chunk->bytes + at - 1, '\n', chunk->size - at + 1);
    return feed ? (size_t)(feed - chunk->bytes) + 1 : chunk->size;
}

static int para_chunk(struct zh_lines *lines, const struct zh_chunk *chunk)
{
    struct splitter *s = (struct splitter *)lines;
    size_t part = s->decided ? 0 : window_part(chunk);
    if (append(s, &s->window, chunk->bytes, part))
        return -1;
    if (part == chunk->size)
        return 0;
    if ((!s->decided && settle(s)) || take_lines(s, chunk->bytes + part, chunk->size - part))
        return -1;
    return hand_on(s);
}

static void forget(struct splitter *s)
{
    struct splitter fresh = {.lines = s->lines, .config = s->config, .block = s->block, .out = s->out};
    fresh.window = s->window;
    *s = fresh;
}

static int para_end(struct zh_lines *lines)
{
    struct splitter *s = (struct splitter *)lines;
    if ((!s->decided && settle(s)) || end_block(s) || hand_on(s))
        return -1;
    forget(s);
    return 0;
}

static void para_release(struct zh_lines *lines)
{
    struct splitter *s = (struct splitter *)lines;
    zh_buffer_free(&s->window);
    zh_buffer_free(&s->block);
    zh_buffer_free(&s->out);
}

static struct zh_stage *para_open(const void *config, struct zh_error *error)
{
    struct splitter *s = zh_lines_new(sizeof *s, ZH_UNIT_LINE, error);
    if (!s)
        return NULL;
    s->lines.chunk = para_chunk;
    s->lines.end = para_end;
    s->lines.release = para_release;
    s->lines.drop_bom = true;
    s->config = *(const struct config *)config;
    return &s->lines.stage;
}

static const struct zh_option options[] = {
    {.kind = ZH_OPTION_CHOICE,
     .name = "layout",
     .offset = offsetof(struct config, layout),
     .argument = "LAYOUT",
     .help = "auto (default), lines, blank, indent or wrap",
     .choices = layouts},
    {.kind = ZH_OPTION_CHOICE,
     .name = "furniture",
     .offset = offsetof(struct config, keep_furniture),
     .argument = "WHAT",
     .help = "drop (default) or keep page numbers",
     .choices = furnitures},
    {.kind = ZH_OPTION_END},
};

const struct zh_filter zh_filter_para = {
    .name = "zhpara",
    .summary = "Splits text into paragraphs and joins the lines of each",
    .options = options,
    .config_size = sizeof(struct config),
    .defaults = &(const struct config){0},
    .open = para_open,
};
