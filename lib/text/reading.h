/* Readings of ideographs as they stand in brackets behind them: pinyin with tone letters or digits, or zhuyin. */
#ifndef ZH_READING_H
#define ZH_READING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ZH_READING_WORD 8 /* characters of the longest word whose reading is known as one */

/* Whether the n bytes of text, without their brackets, are the reading of the last characters before them. Returns how
 * many characters, the fewest that fit, 0 if none do. characters are the `count` ideographs directly before, in order;
 * count is at most ZH_READING_WORD. A pinyin syllable without tone is a reading only in the neutral tone, or in a word
 * that shows other tones. */
size_t zh_reading_of(const uint32_t *characters, size_t count, const char *text, size_t n);

/* What the table of readings knows of a character: ZH_MARK_FORMS, ZH_MARK_COMMON, ored. */
unsigned zh_reading_marks(uint32_t character);

/* Whether a character has readings in the table. */
bool zh_reading_known(uint32_t character);

#endif
