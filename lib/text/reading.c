#include "text/reading.h"

#include "core/utf8.h"
#include "text/reading_table.h"

enum {
    FIRST = 0x3400, /* the first and last characters of the table */
    LAST = 0x9FFF,
    NEUTRAL = 5,
    LETTERS = 48
};

/* What stands in the brackets, letter by letter. */
struct spelling {
    uint32_t letter[LETTERS];
    unsigned char tone[LETTERS]; /* shown at this letter; 0: none */
    size_t count;
    bool zhuyin, toned;
};

static const struct {
    uint16_t composed;
    char letter;
    unsigned char tone;
} tone_letters[] = {
    {0xE0, 'a', 4},   {0xE1, 'a', 2},   {0xE8, 'e', 4},   {0xE9, 'e', 2},   {0xEA, 'e', 0},   {0xEC, 'i', 4},
    {0xED, 'i', 2},   {0xF2, 'o', 4},   {0xF3, 'o', 2},   {0xF9, 'u', 4},   {0xFA, 'u', 2},   {0xFC, 'v', 0},
    {0x101, 'a', 1},  {0x113, 'e', 1},  {0x11B, 'e', 3},  {0x12B, 'i', 1},  {0x144, 'n', 2},  {0x148, 'n', 3},
    {0x14D, 'o', 1},  {0x16B, 'u', 1},  {0x1CE, 'a', 3},  {0x1D0, 'i', 3},  {0x1D2, 'o', 3},  {0x1D4, 'u', 3},
    {0x1D6, 'v', 1},  {0x1D8, 'v', 2},  {0x1DA, 'v', 3},  {0x1DC, 'v', 4},  {0x1F9, 'n', 4},  {0x1E3F, 'm', 2},
};

static uint32_t to_lower(uint32_t c)
{
    bool ascii = c >= 'A' && c <= 'Z';
    bool latin1 = c >= 0xC0 && c <= 0xDE && c != 0xD7;
    bool even = (c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177) || c == 0x1F8 || c == 0x1E3E;
    bool odd = (c >= 0x139 && c <= 0x148) || (c >= 0x1CD && c <= 0x1DC);
    if (ascii || latin1)
        return c + 0x20;
    return (even && c % 2 == 0) || (odd && c % 2 == 1) ? c + 1 : c;
}

/* The tone that a combining mark or a mark of zhuyin shows; 0: it is none. */
static unsigned char tone_of_mark(uint32_t c)
{
    switch (c) {
    case 0x304:
        return 1;
    case 0x301:
    case 0x2CA:
        return 2;
    case 0x30C:
    case 0x2C7:
        return 3;
    case 0x300:
    case 0x2CB:
        return 4;
    default:
        return c >= '1' && c <= '5' ? (unsigned char)(c - '0') : c == '0' ? NEUTRAL : 0;
    }
}

static bool separates(uint32_t c)
{
    return c == ' ' || c == '\'' || c == 0x2019 || c == '-' || c == 0xB7;
}

static bool add_letter(struct spelling *s, uint32_t c)
{
    unsigned char tone = 0;
    for (size_t i = 0; i < sizeof tone_letters / sizeof *tone_letters; i++) {
        if (tone_letters[i].composed != c)
            continue;
        c = (unsigned char)tone_letters[i].letter;
        tone = tone_letters[i].tone;
        break;
    }
    bool zhuyin = c >= 0x3105 && c <= 0x312F;
    if ((!zhuyin && !(c >= 'a' && c <= 'z')) || s->count == LETTERS || (s->count > 0 && zhuyin != s->zhuyin))
        return false;
    s->zhuyin = zhuyin;
    s->toned |= tone > 0;
    s->letter[s->count] = c;
    s->tone[s->count++] = tone;
    return true;
}

/* Reads the text in the brackets. Returns false for what no reading is spelled like. */
static bool read_spelling(struct spelling *s, const char *text, size_t n)
{
    bool neutral = false; /* the dot of zhuyin stands before its syllable */
    *s = (struct spelling){.count = 0};
    for (size_t at = 0; at < n;) {
        uint32_t c;
        at += zh_utf8_decode(text + at, n - at, &c);
        c = to_lower(c);
        unsigned char tone = tone_of_mark(c);
        if (c == 0x2D9 && !neutral) {
            neutral = true;
        } else if (tone > 0 || c == 0x308 || c == 0x302) {
            if (s->count == 0 || (tone > 0 && s->tone[s->count - 1] > 0))
                return false;
            if (tone > 0)
                s->tone[s->count - 1] = tone;
            if (c == 0x308 && s->letter[s->count - 1] == 'u')
                s->letter[s->count - 1] = 'v';
            s->toned |= tone > 0;
        } else if (separates(c)) {
            if (s->count == 0)
                return false;
        } else {
            if (!add_letter(s, c))
                return false;
            if (neutral)
                s->tone[s->count - 1] = NEUTRAL;
            neutral = false;
        }
    }
    return s->count > 0 && !neutral;
}

/* How many letters from `at` on spell a reading, with its tone; 0 if they do not. */
static size_t spells(const struct spelling *s, size_t at, unsigned reading, bool in_word)
{
    const struct zh_syllable *syllable = &zh_syllables[reading / 8];
    const char *wanted = s->zhuyin ? syllable->zhuyin : syllable->pinyin;
    size_t capacity = s->zhuyin ? sizeof syllable->zhuyin : sizeof syllable->pinyin;
    unsigned tone = 0;
    size_t i = at;
    for (size_t w = 0; w < capacity && wanted[w]; i++) {
        uint32_t c;
        w += zh_utf8_decode(wanted + w, capacity - w, &c);
        if (i == s->count || s->letter[i] != c)
            return 0;
        if (tone > 0 && s->tone[i] > 0)
            return 0;
        if (s->tone[i] > 0)
            tone = s->tone[i];
    }
    if (tone == 0 && !s->zhuyin && in_word && s->toned)
        return i - at;
    unsigned shown = tone > 0 ? tone : s->zhuyin ? 1 : NEUTRAL;
    return shown == reading % 8 ? i - at : 0;
}

static bool matches(const struct spelling *s, size_t at, const uint32_t *characters, size_t count, bool in_word)
{
    if (count == 0)
        return at == s->count;
    if (!zh_reading_known(*characters))
        return false;
    for (const unsigned short *reading = zh_readings + zh_reading_index[*characters - FIRST]; *reading; reading++) {
        size_t size = spells(s, at, *reading, in_word);
        if (size > 0 && matches(s, at + size, characters + 1, count - 1, in_word))
            return true;
    }
    return false;
}

size_t zh_reading_of(const uint32_t *characters, size_t count, const char *text, size_t n)
{
    struct spelling spelling;
    if (!read_spelling(&spelling, text, n))
        return 0;
    for (size_t k = 1; k <= count; k++)
        if (matches(&spelling, 0, characters + count - k, k, k > 1))
            return k;
    return 0;
}

unsigned zh_reading_marks(uint32_t character)
{
    if (character < FIRST || character > LAST)
        return 0;
    return (unsigned)zh_character_marks[(character - FIRST) / 4] >> 2 * ((character - FIRST) % 4) & 3u;
}

bool zh_reading_known(uint32_t character)
{
    return character >= FIRST && character <= LAST && zh_reading_index[character - FIRST] != 0;
}
