#include "core/utf8_simd.h"

#include "core/scan.h"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

/* The ways in which two bytes in a row can be wrong. Each table below says which remain possible after the first
 * byte's high half, its low half, and the second byte's high half; what all three leave is an error. */
enum {
    TOO_SHORT = 1 << 0,      /* a lead byte, then no continuation */
    TOO_LONG = 1 << 1,       /* ASCII, then a continuation */
    OVERLONG_3 = 1 << 2,     /* E0, then 80 to 9F */
    TOO_LARGE = 1 << 3,      /* F4, then 90 to BF; F5 and more, then 90 to BF */
    SURROGATE = 1 << 4,      /* ED, then A0 to BF */
    OVERLONG_2 = 1 << 5,     /* C0 or C1, then a continuation */
    TOO_LARGE_1000 = 1 << 6, /* F5 and more, then 80 to 8F */
    OVERLONG_4 = 1 << 6,     /* F0, then 80 to 8F */
    TWO_CONTINUE = 1 << 7,   /* two continuations, right only in the third and fourth place */
    CARRY = TOO_SHORT | TOO_LONG | TWO_CONTINUE
};

#define TWICE(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p)                                                \
    _mm256_setr_epi8((char)(a), (char)(b), (char)(c), (char)(d), (char)(e), (char)(f), (char)(g), (char)(h), \
                     (char)(i), (char)(j), (char)(k), (char)(l), (char)(m), (char)(n), (char)(o), (char)(p), \
                     (char)(a), (char)(b), (char)(c), (char)(d), (char)(e), (char)(f), (char)(g), (char)(h), \
                     (char)(i), (char)(j), (char)(k), (char)(l), (char)(m), (char)(n), (char)(o), (char)(p))

#define AVX2 __attribute__((target("avx2")))

AVX2 static __m256i high_half(__m256i bytes)
{
    return _mm256_and_si256(_mm256_srli_epi16(bytes, 4), _mm256_set1_epi8(0x0F));
}

/* The errors of 32 bytes, of which `before` are those in front. */
AVX2 static __m256i errors_of(__m256i bytes, __m256i before)
{
    const __m256i first_high =
        TWICE(TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TWO_CONTINUE,
              TWO_CONTINUE, TWO_CONTINUE, TWO_CONTINUE, TOO_SHORT | OVERLONG_2, TOO_SHORT,
              TOO_SHORT | OVERLONG_3 | SURROGATE, TOO_SHORT | TOO_LARGE | TOO_LARGE_1000 | OVERLONG_4);
    const int large = CARRY | TOO_LARGE | TOO_LARGE_1000;
    const __m256i first_low =
        TWICE(CARRY | OVERLONG_3 | OVERLONG_2 | OVERLONG_4, CARRY | OVERLONG_2, CARRY, CARRY, CARRY | TOO_LARGE, large,
              large, large, large, large, large, large, large, large | SURROGATE, large, large);
    const int second = TOO_LONG | OVERLONG_2 | TWO_CONTINUE;
    const __m256i second_high = TWICE(TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT,
                                      TOO_SHORT, second | OVERLONG_3 | TOO_LARGE_1000 | OVERLONG_4,
                                      second | OVERLONG_3 | TOO_LARGE, second | SURROGATE | TOO_LARGE,
                                      second | SURROGATE | TOO_LARGE, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT);
    __m256i joint = _mm256_permute2x128_si256(before, bytes, 0x21);
    __m256i one_back = _mm256_alignr_epi8(bytes, joint, 15);
    __m256i two_back = _mm256_alignr_epi8(bytes, joint, 14);
    __m256i three_back = _mm256_alignr_epi8(bytes, joint, 13);
    __m256i wrong = _mm256_and_si256(
        _mm256_and_si256(_mm256_shuffle_epi8(first_high, high_half(one_back)),
                         _mm256_shuffle_epi8(first_low, _mm256_and_si256(one_back, _mm256_set1_epi8(0x0F)))),
        _mm256_shuffle_epi8(second_high, high_half(bytes)));
    /* The third and fourth place must continue: there TWO_CONTINUE is not an error but its lack is one. */
    __m256i third = _mm256_subs_epu8(two_back, _mm256_set1_epi8((char)(0xE0 - 0x80)));
    __m256i fourth = _mm256_subs_epu8(three_back, _mm256_set1_epi8((char)(0xF0 - 0x80)));
    __m256i must = _mm256_and_si256(_mm256_or_si256(third, fourth), _mm256_set1_epi8((char)0x80));
    return _mm256_xor_si256(must, wrong);
}

AVX2 static size_t valid_blocks(const char *bytes, size_t n)
{
    __m256i before = _mm256_setzero_si256();
    size_t at = 0;
    for (; n - at >= 64; at += 64) {
        __m256i low = _mm256_loadu_si256((const __m256i *)(const void *)(bytes + at));
        __m256i high = _mm256_loadu_si256((const __m256i *)(const void *)(bytes + at + 32));
        __m256i errors;
        /* After an ASCII block only the end of the one in front can be wrong, and that takes the long way. */
        if (_mm256_movemask_epi8(_mm256_or_si256(_mm256_or_si256(low, high), before)) == 0) {
            before = high;
            continue;
        }
        errors = _mm256_or_si256(errors_of(low, before), errors_of(high, low));
        if (!_mm256_testz_si256(errors, errors))
            break;
        before = high;
    }
    return at;
}

size_t zh_utf8_valid_blocks(const char *bytes, size_t n)
{
    return zh_scan_can(ZH_SCAN_AVX2) ? valid_blocks(bytes, n) : 0;
}

#else

size_t zh_utf8_valid_blocks(const char *bytes, size_t n)
{
    (void)bytes;
    (void)n;
    return 0;
}

#endif
