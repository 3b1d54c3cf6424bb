#include "core/utf8.h"
#include "encoding/character_cost.h"
#include "zh.h"

#include <stdbool.h>
#include <string.h>

/* Every candidate reads the same bytes as Chinese text, and the one that finds them cheapest, in bits, is the answer.
 * A last candidate reads them as nothing in particular: where it is cheapest, the encoding is unknown. All costs are
 * in eighths of a bit, as in the table of characters. */
enum {
    COST_ASCII = 6 * 8,
    COST_DAMAGE = 40 * 8,   /* bytes that are no character: real files have a few */
    COST_FOUR_BYTES = 22 * 8,
    COST_OTHER = 17 * 8,    /* a character of UTF-8 that is not in the table */
    COST_NOTHING = 7 * 8,   /* a byte from 0x80 on that means nothing: 14 bits a pair */
    CHANCE = 16 * 8,        /* text of another encoding is seldom UTF-8 by chance */
    DOUBT = 24 * 8          /* what the reading as nothing is handicapped by */
};

/* Reads one character. Returns its size, 0 for one that n bytes cut off, and sets its cost. */
typedef size_t reader(const unsigned char *bytes, size_t n, unsigned *cost);

static size_t damage(unsigned *cost)
{
    *cost = COST_DAMAGE;
    return 1;
}

static size_t read_utf8(const unsigned char *bytes, size_t n, unsigned *cost)
{
    uint32_t c;
    size_t size = zh_utf8_decode((const char *)bytes, n, &c);
    if (c == ZH_UTF8_INVALID) {
        static const unsigned char need[16] = {[0xC] = 2, [0xD] = 2, [0xE] = 3, [0xF] = 4};
        if (size == n && n < need[bytes[0] >> 4])
            return 0;
        *cost = COST_DAMAGE;
        return size;
    }
    *cost = c >= 0x3000 && c < 0xA000 ? zh_cost_unicode[c - 0x3000] : COST_OTHER;
    if ((c >= 0xFF01 && c <= 0xFF5E) || (c >= 0x2014 && c <= 0x2026) || c == 0xB7)
        *cost = 8 * 8;
    return size;
}

static size_t read_gb18030(const unsigned char *bytes, size_t n, unsigned *cost)
{
    if (bytes[0] == 0x80 || bytes[0] == 0xFF)
        return damage(cost);
    if (n < 2)
        return 0;
    unsigned trail = bytes[1];
    if (trail >= '0' && trail <= '9') {
        if (n >= 3 && (bytes[2] < 0x81 || bytes[2] == 0xFF))
            return damage(cost);
        if (n < 4)
            return 0;
        if (bytes[3] < '0' || bytes[3] > '9')
            return damage(cost);
        *cost = COST_FOUR_BYTES;
        return 4;
    }
    if (trail < 0x40 || trail == 0x7F || trail == 0xFF)
        return damage(cost);
    *cost = zh_cost_gb18030[(bytes[0] - 0x81u) * 190 + trail - (trail < 0x7F ? 0x40 : 0x41)];
    return 2;
}

static size_t read_big5(const unsigned char *bytes, size_t n, unsigned *cost)
{
    if (bytes[0] == 0x80 || bytes[0] == 0xFF)
        return damage(cost);
    if (n < 2)
        return 0;
    unsigned trail = bytes[1];
    if (trail < 0x40 || (trail > 0x7E && trail < 0xA1) || trail == 0xFF)
        return damage(cost);
    *cost = zh_cost_big5[(bytes[0] - 0x81u) * 157 + trail - (trail < 0x7F ? 0x40 : 0x62)];
    if (*cost == ZH_COST_NONE)
        *cost = COST_DAMAGE;
    return 2;
}

static size_t read_nothing(const unsigned char *bytes, size_t n, unsigned *cost)
{
    (void)bytes;
    (void)n;
    *cost = COST_NOTHING;
    return 1;
}

static const struct candidate {
    const char *encoding;
    reader *read;
    uint64_t handicap;
} candidates[] = {
    {"UTF-8", read_utf8, 0},
    {"GB18030", read_gb18030, CHANCE},
    {"Big5", read_big5, CHANCE},
    {NULL, read_nothing, DOUBT},
};

enum { CANDIDATES = sizeof candidates / sizeof *candidates };

static uint64_t cost_of(const struct candidate *candidate, const unsigned char *bytes, size_t n, bool complete)
{
    uint64_t sum = candidate->handicap;
    for (size_t at = 0; at < n;) {
        unsigned cost = COST_ASCII;
        size_t size = bytes[at] < 0x80 ? 1 : candidate->read(bytes + at, n - at, &cost);
        if (size == 0) {
            sum += complete ? COST_DAMAGE : 0;
            break;
        }
        sum += cost;
        at += size;
    }
    return sum;
}

static bool by_mark(const unsigned char *bytes, size_t n, struct zh_detection *detection)
{
    static const struct {
        const char *encoding;
        size_t size;
        unsigned char mark[4];
    } marks[] = {
        {"UTF-8", 3, {0xEF, 0xBB, 0xBF}},         {"UTF-32LE", 4, {0xFF, 0xFE, 0, 0}},
        {"UTF-32BE", 4, {0, 0, 0xFE, 0xFF}},      {"UTF-16LE", 2, {0xFF, 0xFE}},
        {"UTF-16BE", 2, {0xFE, 0xFF}},
    };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (n < marks[i].size || memcmp(bytes, marks[i].mark, marks[i].size) != 0)
            continue;
        *detection = (struct zh_detection){.encoding = marks[i].encoding, .confidence = 1, .bom = 1};
        return true;
    }
    return false;
}

void zh_detect(const void *bytes, size_t n, int complete, struct zh_detection *detection)
{
    const unsigned char *start = bytes;
    size_t ascii = 0;
    if (by_mark(start, n, detection))
        return;
    while (ascii < n && start[ascii] < 0x80)
        ascii++;
    *detection = (struct zh_detection){.encoding = "US-ASCII", .confidence = 1};
    if (ascii == n)
        return;
    uint64_t best = UINT64_MAX, second = UINT64_MAX;
    for (size_t i = 0; i < CANDIDATES; i++) {
        uint64_t cost = cost_of(&candidates[i], start + ascii, n - ascii, complete);
        if (cost < best) {
            second = best;
            best = cost;
            detection->encoding = candidates[i].encoding;
        } else if (cost < second) {
            second = cost;
        }
    }
    /* The odds that a margin in bits stands for, dampened: characters do not come independently. */
    double against = 1;
    for (uint64_t margin = (second - best) / 8 / 2; margin > 0 && against > 1e-9; margin--)
        against /= 2;
    detection->confidence = detection->encoding ? 1 / (1 + against) : 0;
}
