/* Stands in for filters that are not written yet: they pass text on. */
#include "core/lines.h"

static struct zh_stage *open(const void *config, struct zh_error *error)
{
    (void)config;
    return zh_lines_new(sizeof(struct zh_lines), ZH_UNIT_LINE, error);
}

static const struct zh_option none[] = {{.kind = ZH_OPTION_END}};

#define PLACEHOLDER(id)                           \
    extern const struct zh_filter zh_filter_##id; \
    __attribute__((weak))                         \
    const struct zh_filter zh_filter_##id = {.name = "zh" #id, .summary = "", .options = none, .open = open}

PLACEHOLDER(iconv);
PLACEHOLDER(clean);
PLACEHOLDER(para);
PLACEHOLDER(gloss);
PLACEHOLDER(punct);
PLACEHOLDER(fmt);
