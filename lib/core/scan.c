#include "core/scan.h"

#include <stdbool.h>

#if defined(__x86_64__) && defined(__GNUC__)
#define HAVE_SIMD 1
#include <immintrin.h>
#else
#define HAVE_SIMD 0
#endif

static bool in_set(const struct zh_scan_set *set, unsigned char byte)
{
    for (unsigned i = 0; i < set->count; i++)
        if (byte >= set->range[i].first && byte <= set->range[i].last)
            return true;
    return false;
}

static uint64_t scalar_word(const struct zh_scan_set *set, const char *bytes, size_t n)
{
    uint64_t word = 0;
    for (size_t i = 0; i < n; i++)
        word |= (uint64_t)in_set(set, (unsigned char)bytes[i]) << i;
    return word;
}

#if HAVE_SIMD

/* byte - first <= last - first, unsigned, says that a byte is in a range: two operations and a comparison. */
static uint64_t sse2_word(const struct zh_scan_set *set, const char *bytes)
{
    uint64_t word = 0;
    for (unsigned part = 0; part < 4; part++) {
        __m128i block = _mm_loadu_si128((const __m128i *)(const void *)(bytes + 16 * part));
        __m128i hits = _mm_setzero_si128();
        for (unsigned i = 0; i < set->count; i++) {
            __m128i first = _mm_set1_epi8((char)set->range[i].first);
            __m128i span = _mm_set1_epi8((char)(set->range[i].last - set->range[i].first));
            __m128i from = _mm_sub_epi8(block, first);
            hits = _mm_or_si128(hits, _mm_cmpeq_epi8(_mm_min_epu8(from, span), from));
        }
        word |= (uint64_t)(uint32_t)_mm_movemask_epi8(hits) << (16 * part);
    }
    return word;
}

__attribute__((target("avx2"))) static uint64_t avx2_word(const struct zh_scan_set *set, const char *bytes)
{
    __m256i low = _mm256_loadu_si256((const __m256i *)(const void *)bytes);
    __m256i high = _mm256_loadu_si256((const __m256i *)(const void *)(bytes + 32));
    __m256i low_hits = _mm256_setzero_si256();
    __m256i high_hits = _mm256_setzero_si256();
    for (unsigned i = 0; i < set->count; i++) {
        __m256i first = _mm256_set1_epi8((char)set->range[i].first);
        __m256i span = _mm256_set1_epi8((char)(set->range[i].last - set->range[i].first));
        __m256i from = _mm256_sub_epi8(low, first);
        low_hits = _mm256_or_si256(low_hits, _mm256_cmpeq_epi8(_mm256_min_epu8(from, span), from));
        from = _mm256_sub_epi8(high, first);
        high_hits = _mm256_or_si256(high_hits, _mm256_cmpeq_epi8(_mm256_min_epu8(from, span), from));
    }
    return (uint64_t)(uint32_t)_mm256_movemask_epi8(low_hits) | (uint64_t)(uint32_t)_mm256_movemask_epi8(high_hits)
                                                                    << 32;
}

static void sse2_bits(const struct zh_scan_set *set, const char *bytes, size_t words, uint64_t *bits)
{
    for (size_t i = 0; i < words; i++)
        bits[i] = sse2_word(set, bytes + 64 * i);
}

/* Any set as a table of halves: byte h << 4 | l is in it where row[h / 8][l] has bit h % 8. That costs the same for
 * every set, and the making of it is repaid within a few words. */
struct halves {
    unsigned char row[2][16];
};

static struct halves halves_of(const struct zh_scan_set *set)
{
    struct halves halves = {{{0}}};
    for (unsigned i = 0; i < set->count; i++)
        for (unsigned byte = set->range[i].first; byte <= set->range[i].last; byte++)
            halves.row[byte >> 7][byte & 15] |= (unsigned char)(1u << (byte >> 4 & 7));
    return halves;
}

/* The bytes of a block that are not in the set, as 0xFF. */
__attribute__((target("avx2"))) static __m256i avx2_misses(__m256i block, __m256i ascii, __m256i other)
{
    const __m256i bit = _mm256_set1_epi64x((long long)0x8040201008040201u);
    const __m256i half = _mm256_set1_epi8(0x0F);
    __m256i low = _mm256_and_si256(block, half);
    __m256i high = _mm256_and_si256(_mm256_srli_epi16(block, 4), half);
    /* The sign bit of each byte says which row holds it. */
    __m256i row = _mm256_blendv_epi8(_mm256_shuffle_epi8(ascii, low), _mm256_shuffle_epi8(other, low), block);
    return _mm256_cmpeq_epi8(_mm256_and_si256(row, _mm256_shuffle_epi8(bit, high)), _mm256_setzero_si256());
}

__attribute__((target("avx2"))) static void avx2_bits(const struct zh_scan_set *set, const char *bytes, size_t words,
                                                      uint64_t *bits)
{
    struct halves halves = halves_of(set);
    const __m256i ascii = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(const void *)halves.row[0]));
    const __m256i other = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(const void *)halves.row[1]));
    for (size_t i = 0; i < words; i++) {
        __m256i low = _mm256_loadu_si256((const __m256i *)(const void *)(bytes + 64 * i));
        __m256i high = _mm256_loadu_si256((const __m256i *)(const void *)(bytes + 64 * i + 32));
        uint32_t low_misses = (uint32_t)_mm256_movemask_epi8(avx2_misses(low, ascii, other));
        uint32_t high_misses = (uint32_t)_mm256_movemask_epi8(avx2_misses(high, ascii, other));
        bits[i] = ~(low_misses | (uint64_t)high_misses << 32);
    }
}

/* The first word with a hit, or `words`. */
static size_t sse2_skip(const struct zh_scan_set *set, const char *bytes, size_t words)
{
    size_t i = 0;
    while (i < words && sse2_word(set, bytes + 64 * i) == 0)
        i++;
    return i;
}

__attribute__((target("avx2"))) static size_t avx2_skip(const struct zh_scan_set *set, const char *bytes, size_t words)
{
    size_t i = 0;
    while (i < words && avx2_word(set, bytes + 64 * i) == 0)
        i++;
    return i;
}

int zh_scan_can(enum zh_scan_method method)
{
    return method != ZH_SCAN_AVX2 || __builtin_cpu_supports("avx2");
}

static enum zh_scan_method choose(enum zh_scan_method method)
{
    if (method != ZH_SCAN_BEST)
        return method;
    return zh_scan_can(ZH_SCAN_AVX2) ? ZH_SCAN_AVX2 : ZH_SCAN_SSE2;
}

size_t zh_scan_find_by(enum zh_scan_method method, const struct zh_scan_set *set, const char *bytes, size_t n)
{
    size_t at = 0;
    method = choose(method);
    if (method != ZH_SCAN_SCALAR)
        at = 64 * (method == ZH_SCAN_AVX2 ? avx2_skip(set, bytes, n / 64) : sse2_skip(set, bytes, n / 64));
    while (at < n && !in_set(set, (unsigned char)bytes[at]))
        at++;
    return at;
}

void zh_scan_bits_by(enum zh_scan_method method, const struct zh_scan_set *set, const char *bytes, size_t n,
                     uint64_t *bits)
{
    size_t words = n / 64;
    method = choose(method);
    if (method == ZH_SCAN_AVX2)
        avx2_bits(set, bytes, words, bits);
    else if (method == ZH_SCAN_SSE2)
        sse2_bits(set, bytes, words, bits);
    else
        for (size_t i = 0; i < words; i++)
            bits[i] = scalar_word(set, bytes + 64 * i, 64);
    if (n % 64 > 0)
        bits[words] = scalar_word(set, bytes + 64 * words, n % 64);
}

/* Sums of bytes stay below 256 over 255 steps; then they are added up and begun again. */
size_t zh_scan_count(const char *bytes, size_t n, char byte)
{
    size_t at = 0;
    size_t count = 0;
    const __m128i wanted = _mm_set1_epi8(byte);
    while (n - at >= 16) {
        __m128i sums = _mm_setzero_si128();
        for (unsigned step = 0; step < 255 && n - at >= 16; step++, at += 16) {
            __m128i block = _mm_loadu_si128((const __m128i *)(const void *)(bytes + at));
            sums = _mm_sub_epi8(sums, _mm_cmpeq_epi8(block, wanted));
        }
        __m128i halves = _mm_sad_epu8(sums, _mm_setzero_si128());
        count += (size_t)_mm_cvtsi128_si64(halves) + (size_t)_mm_cvtsi128_si64(_mm_srli_si128(halves, 8));
    }
    for (; at < n; at++)
        count += bytes[at] == byte;
    return count;
}

#else

int zh_scan_can(enum zh_scan_method method)
{
    return method == ZH_SCAN_BEST || method == ZH_SCAN_SCALAR;
}

size_t zh_scan_find_by(enum zh_scan_method method, const struct zh_scan_set *set, const char *bytes, size_t n)
{
    (void)method;
    size_t at = 0;
    while (at < n && !in_set(set, (unsigned char)bytes[at]))
        at++;
    return at;
}

void zh_scan_bits_by(enum zh_scan_method method, const struct zh_scan_set *set, const char *bytes, size_t n,
                     uint64_t *bits)
{
    (void)method;
    for (size_t at = 0; at < n; at += 64)
        bits[at / 64] = scalar_word(set, bytes + at, n - at < 64 ? n - at : 64);
}

size_t zh_scan_count(const char *bytes, size_t n, char byte)
{
    size_t count = 0;
    for (size_t at = 0; at < n; at++)
        count += bytes[at] == byte;
    return count;
}

#endif

size_t zh_scan_find(const struct zh_scan_set *set, const char *bytes, size_t n)
{
    return zh_scan_find_by(ZH_SCAN_BEST, set, bytes, n);
}

void zh_scan_bits(const struct zh_scan_set *set, const char *bytes, size_t n, uint64_t *bits)
{
    zh_scan_bits_by(ZH_SCAN_BEST, set, bytes, n, bits);
}
