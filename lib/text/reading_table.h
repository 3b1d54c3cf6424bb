/* The Mandarin readings of U+3400 to U+9FFF, from Unihan's kMandarin, kHanyuPinyin, kXHC1983, kTGHZ2013 and
 * kHanyuPinlu. Made by data/readings.pl. */
#ifndef ZH_READING_TABLE_H
#define ZH_READING_TABLE_H

struct zh_syllable {
    char pinyin[8];  /* in lower case, without tone; ü is v */
    char zhuyin[12]; /* without tone; empty where zhuyin has no spelling */
};

extern const struct zh_syllable zh_syllables[];
extern const unsigned short zh_readings[];      /* sets of 8 * number of a syllable + tone, each ended by 0 */
extern const unsigned short zh_reading_index[]; /* by code point - 0x3400: where the set begins; 0: none */

/* Two bits a character, four characters a byte. */
enum {
    ZH_MARK_FORMS = 1, /* Simplified and Traditional form differ (kSimplifiedVariant, kTraditionalVariant) */
    ZH_MARK_COMMON = 2 /* one of the 3,500 most frequent characters of modern text */
};

extern const unsigned char zh_character_marks[];

#endif
