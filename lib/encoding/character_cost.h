/* What a character costs in Chinese text, in eighths of a bit: 8 * -log2 of its share of modern and classical text, in
 * Simplified or Traditional form. Made by data/character_cost.pl from data/han-frequency.tsv, Unihan's
 * kTraditionalVariant and Perl's tables of the encodings. */
#ifndef ZH_CHARACTER_COST_H
#define ZH_CHARACTER_COST_H

enum {
    ZH_COST_UNKNOWN = 160, /* a character that the list of frequencies lacks */
    ZH_COST_NONE = 255     /* no character */
};

extern const unsigned char zh_cost_gb18030[23940]; /* leads 81-FE by trails 40-7E, 80-FE */
extern const unsigned char zh_cost_big5[19782];    /* leads 81-FE by trails 40-7E, A1-FE */
extern const unsigned char zh_cost_unicode[28672]; /* U+3000 to U+9FFF */

#endif
