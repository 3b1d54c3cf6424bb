/* UTF-8 as the Unicode Standard defines it (table 3-7): no surrogates, no overlong forms, nothing above U+10FFFF. */
#ifndef ZH_UTF8_H
#define ZH_UTF8_H

#include <stddef.h>
#include <stdint.h>

#define ZH_UTF8_MAX 4               /* bytes of the longest character */
#define ZH_UTF8_INVALID 0xFFFFFFFFu /* no code point */
#define ZH_BOM "\xEF\xBB\xBF"

/* Decodes the character that begins at bytes[0], n > 0. Returns its size in bytes and sets *code_point. Ill-formed
 * bytes give ZH_UTF8_INVALID and the size of the maximal subpart (Unicode 3.9, U+FFFD substitution), at least 1. */
size_t zh_utf8_decode(const char *bytes, size_t n, uint32_t *code_point);

/* Decodes the character that ends before bytes[n], n > 0; well-formed text only. Returns its size. */
size_t zh_utf8_decode_last(const char *bytes, size_t n, uint32_t *code_point);

/* Writes a scalar value to out, which has room for ZH_UTF8_MAX bytes. Returns the size in bytes, 0 for what is not a
 * scalar value. */
size_t zh_utf8_encode(uint32_t code_point, char *out);

/* The size in bytes of the longest well-formed beginning of bytes. */
size_t zh_utf8_valid_prefix(const char *bytes, size_t n);

/* The number of code points in well-formed text. */
size_t zh_utf8_count(const char *bytes, size_t n);

/* Whether a byte can only stand inside a character. */
static inline int zh_utf8_continues(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

#endif
