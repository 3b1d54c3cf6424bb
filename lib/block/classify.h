/* What a block of canonical text is: one function for zhpara, which makes the text show it, and zhfmt, which renders
 * it. */
#ifndef ZH_CLASSIFY_H
#define ZH_CLASSIFY_H

#include <stdbool.h>
#include <stddef.h>

enum zh_kind { ZH_KIND_PARAGRAPH, ZH_KIND_HEADING, ZH_KIND_VERSE, ZH_KIND_LIST };

#define ZH_RANKS 6 /* of headings, from 0: 部, 编 and 篇; 卷; 回 and 章; 节; 一、; （一） */

struct zh_class {
    enum zh_kind kind;
    unsigned rank; /* of a heading */
};

/* Classifies a block of n bytes without its final LF; an LF in it is a hard line break. */
struct zh_class zh_classify(const char *block, size_t n);

/* Whether a line is a heading by its scheme. Sets *rank. */
bool zh_is_heading(const char *line, size_t n, unsigned *rank);

/* The size in bytes of the marker that a list item begins with, such as 1. or -, with what separates it; 0: none. */
size_t zh_list_marker(const char *line, size_t n);

/* The name of a kind, as JSON has it; a constant. */
const char *zh_kind_name(enum zh_kind kind);

#endif
