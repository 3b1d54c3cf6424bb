#include "core/utf8.h"

#include "core/utf8_simd.h"

#include <string.h>

/* What may follow a lead byte (table 3-7): how many bytes, and the range of the first of them. */
struct lead {
    unsigned char follow, low, high;
};

static struct lead lead_of(unsigned char byte)
{
    if (byte < 0xC2 || byte > 0xF4)
        return (struct lead){0, 0, 0};
    if (byte < 0xE0)
        return (struct lead){1, 0x80, 0xBF};
    if (byte < 0xF0)
        return (struct lead){2, byte == 0xE0 ? 0xA0 : 0x80, byte == 0xED ? 0x9F : 0xBF};
    return (struct lead){3, byte == 0xF0 ? 0x90 : 0x80, byte == 0xF4 ? 0x8F : 0xBF};
}

size_t zh_utf8_decode(const char *bytes, size_t n, uint32_t *code_point)
{
    const unsigned char *b = (const unsigned char *)bytes;
    if (b[0] < 0x80) {
        *code_point = b[0];
        return 1;
    }
    struct lead lead = lead_of(b[0]);
    *code_point = ZH_UTF8_INVALID;
    if (lead.follow == 0)
        return 1;
    if (n < 2 || b[1] < lead.low || b[1] > lead.high)
        return 1;
    uint32_t value = b[0] & (0x3Fu >> lead.follow);
    value = value << 6 | (b[1] & 0x3Fu);
    for (size_t i = 2; i <= lead.follow; i++) {
        if (i >= n || !zh_utf8_continues(bytes[i]))
            return i;
        value = value << 6 | (b[i] & 0x3Fu);
    }
    *code_point = value;
    return lead.follow + 1u;
}

size_t zh_utf8_decode_last(const char *bytes, size_t n, uint32_t *code_point)
{
    size_t at = n - 1;
    while (at > 0 && n - at < ZH_UTF8_MAX && zh_utf8_continues(bytes[at]))
        at--;
    zh_utf8_decode(bytes + at, n - at, code_point);
    return n - at;
}

size_t zh_utf8_encode(uint32_t code_point, char *out)
{
    if (code_point < 0x80) {
        out[0] = (char)code_point;
        return 1;
    }
    if (code_point < 0x800) {
        out[0] = (char)(0xC0 | code_point >> 6);
        out[1] = (char)(0x80 | (code_point & 0x3F));
        return 2;
    }
    if (code_point < 0x10000) {
        if (code_point >= 0xD800 && code_point <= 0xDFFF)
            return 0;
        out[0] = (char)(0xE0 | code_point >> 12);
        out[1] = (char)(0x80 | (code_point >> 6 & 0x3F));
        out[2] = (char)(0x80 | (code_point & 0x3F));
        return 3;
    }
    if (code_point > 0x10FFFF)
        return 0;
    out[0] = (char)(0xF0 | code_point >> 18);
    out[1] = (char)(0x80 | (code_point >> 12 & 0x3F));
    out[2] = (char)(0x80 | (code_point >> 6 & 0x3F));
    out[3] = (char)(0x80 | (code_point & 0x3F));
    return 4;
}

/* Eight bytes at once, read as the machine stores them: only masks that are the same in each byte are applied. */
static uint64_t eight(const char *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}

size_t zh_utf8_valid_prefix(const char *bytes, size_t n)
{
    const unsigned char *b = (const unsigned char *)bytes;
    size_t at = zh_utf8_valid_blocks(bytes, n);
    /* Back to the beginning of the last character, which may go on beyond the blocks. */
    while (at > 0 && zh_utf8_continues(bytes[at - 1]))
        at--;
    if (at > 0)
        at--;
    while (at < n) {
        while (n - at >= 8 && (eight(bytes + at) & 0x8080808080808080u) == 0)
            at += 8;
        /* Han, nearly all: E4 to E9 and two more, without the restrictions of E0 and ED. */
        while (n - at >= 3 && b[at] >= 0xE1 && b[at] <= 0xEC && (b[at + 1] & 0xC0) == 0x80 &&
               (b[at + 2] & 0xC0) == 0x80)
            at += 3;
        if (at == n)
            break;
        uint32_t code_point;
        size_t size = zh_utf8_decode(bytes + at, n - at, &code_point);
        if (code_point == ZH_UTF8_INVALID)
            break;
        at += size;
    }
    return at;
}

size_t zh_utf8_count(const char *bytes, size_t n)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        count += !zh_utf8_continues(bytes[i]);
    return count;
}
