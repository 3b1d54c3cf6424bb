/* Finds the few bytes that can matter to a filter, so that everything between them is copied whole. A set of bytes is
 * a few ranges; SSE2, AVX2 (found at run time) and plain C give the same answer. */
#ifndef ZH_SCAN_H
#define ZH_SCAN_H

#include <stddef.h>
#include <stdint.h>

#define ZH_SCAN_RANGES 8

struct zh_scan_set {
    unsigned char count; /* of ranges */
    struct {
        unsigned char first, last;
    } range[ZH_SCAN_RANGES];
};

enum zh_scan_method { ZH_SCAN_BEST, ZH_SCAN_SCALAR, ZH_SCAN_SSE2, ZH_SCAN_AVX2 };

/* The offset of the first of n bytes that is in the set, n if none is. */
size_t zh_scan_find(const struct zh_scan_set *set, const char *bytes, size_t n);

/* Sets bit i % 64 of bits[i / 64] where byte i is in the set, and clears it where it is not; the bits beyond n in the
 * last word are cleared. bits has room for (n + 63) / 64 words. */
void zh_scan_bits(const struct zh_scan_set *set, const char *bytes, size_t n, uint64_t *bits);

/* The number of the n bytes that equal `byte`. */
size_t zh_scan_count(const char *bytes, size_t n, char byte);

/* Whether this machine can run a method; and the calls above by that method, for tests that compare them. */
int zh_scan_can(enum zh_scan_method method);
size_t zh_scan_find_by(enum zh_scan_method method, const struct zh_scan_set *set, const char *bytes, size_t n);
void zh_scan_bits_by(enum zh_scan_method method, const struct zh_scan_set *set, const char *bytes, size_t n,
                     uint64_t *bits);

#endif
