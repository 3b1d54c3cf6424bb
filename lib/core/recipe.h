/* Recipes: filters and their options, joined by |, quoted as in sh. Nothing is expanded, executed or opened. */
#ifndef ZH_RECIPE_H
#define ZH_RECIPE_H

#include "core/buffer.h"
#include "core/stage.h"

#include <stddef.h>

struct zh_recipe_stage {
    const struct zh_filter *filter;
    void *config; /* owned by the recipe */
};

/* All zeroes is an empty recipe. */
struct zh_recipe {
    struct zh_recipe_stage *stages;
    size_t count;
    char *words; /* what the configurations' strings point into */
};

/* Reads a recipe into an empty *recipe; filters is the table of those that it may name, ended by NULL. Between words
 * stand blanks or newlines; # begins a comment up to the end of its line. Returns 0, or -1 with *error filled in (for
 * a usage error with line and column in the recipe) and the recipe still empty. zh_recipe_free frees it. */
int zh_recipe_parse(struct zh_recipe *recipe, const char *text, const struct zh_filter *const *filters,
                    struct zh_error *error);

/* Adds a stage with a copy of its configuration, whose strings are borrowed. Returns 0, or -1 when memory is out. */
int zh_recipe_append(struct zh_recipe *recipe, const struct zh_filter *filter, const void *config);

/* The filter of that name; NULL if there is none. */
const struct zh_filter *zh_filter_named(const struct zh_filter *const *filters, const char *name);

void zh_recipe_free(struct zh_recipe *recipe);

#endif
