#include "core/recipe.h"

#include "core/diagnostics.h"
#include "core/utf8.h"

#include <stdlib.h>
#include <string.h>

/* What a recipe cannot hold, for it opens no files; a tool takes these on its own command line. */
static const struct zh_option command_line_options[] = {
    {.kind = ZH_OPTION_ELSEWHERE, .letter = 'o', .name = "output"},
    {.kind = ZH_OPTION_ELSEWHERE, .letter = 'i', .name = "in-place"},
    {.kind = ZH_OPTION_ELSEWHERE, .letter = 'q', .name = "quiet"},
    {.kind = ZH_OPTION_ELSEWHERE, .letter = 'v', .name = "verbose"},
    {.kind = ZH_OPTION_ELSEWHERE, .name = "check"},
    {.kind = ZH_OPTION_ELSEWHERE, .name = "edits"},
    {.kind = ZH_OPTION_ELSEWHERE, .name = "help"},
    {.kind = ZH_OPTION_ELSEWHERE, .name = "version"},
    {.kind = ZH_OPTION_END},
};

struct word {
    size_t offset; /* in the recipe's text */
    char *text;    /* NULL: a | stands here */
};

struct reader {
    const char *text;
    size_t at;
    char *out; /* where the next unquoted byte goes */
    struct word *words;
    size_t count;
    const struct zh_filter *const *filters;
    struct zh_error *error;
};

static struct zh_place place_in(const char *text, size_t offset)
{
    struct zh_place place = zh_place_start();
    zh_place_advance(&place, text, offset);
    return place;
}

static int refuse(struct reader *reader, size_t offset, const char *what)
{
    struct zh_place place = place_in(reader->text, offset);
    return zh_error_set(reader->error, ZH_ERROR_USAGE, NULL, &place, "%s", what);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void skip_blanks(struct reader *reader)
{
    const char *text = reader->text;
    for (;;) {
        while (is_blank(text[reader->at]))
            reader->at++;
        if (text[reader->at] != '#')
            return;
        while (text[reader->at] && text[reader->at] != '\n')
            reader->at++;
    }
}

/* A quoted part of a word, from its opening quote on. */
static int read_quoted(struct reader *reader)
{
    const char *text = reader->text;
    size_t start = reader->at;
    char quote = text[reader->at++];
    for (; text[reader->at] != quote; reader->at++) {
        char c = text[reader->at];
        if (!c)
            return refuse(reader, start, "a quote is not closed");
        if (quote == '"' && (c == '$' || c == '`'))
            return refuse(reader, reader->at, "$ and ` are not expanded in a recipe; put them between single quotes");
        if (quote == '"' && c == '\\' && text[reader->at + 1] && strchr("\"\\$`", text[reader->at + 1]))
            c = text[++reader->at];
        *reader->out++ = c;
    }
    reader->at++;
    return 0;
}

static int read_word(struct reader *reader)
{
    const char *text = reader->text;
    for (char c; (c = text[reader->at]) && !is_blank(c) && c != '|';) {
        if (c == '\'' || c == '"') {
            if (read_quoted(reader))
                return -1;
            continue;
        }
        if (strchr("$`;&<>()", c))
            return refuse(reader, reader->at,
                          "a recipe is filters and their options joined by |; other shell syntax "
                          "has no meaning in it unless it is quoted");
        if (c == '\\') {
            c = text[++reader->at];
            if (!c)
                return refuse(reader, reader->at - 1, "nothing follows the \\");
        }
        *reader->out++ = c;
        reader->at++;
    }
    *reader->out++ = '\0';
    return 0;
}

static int read_words(struct reader *reader)
{
    for (skip_blanks(reader); reader->text[reader->at]; skip_blanks(reader)) {
        struct word *word = &reader->words[reader->count++];
        word->offset = reader->at;
        if (reader->text[reader->at] == '|') {
            word->text = NULL;
            reader->at++;
            continue;
        }
        word->text = reader->out;
        if (read_word(reader))
            return -1;
    }
    return 0;
}

static const char *filter_name(const void *context, size_t i)
{
    const struct zh_filter *const *filters = context;
    return filters[i]->name;
}

static int unknown_filter(struct reader *reader, const struct word *word)
{
    size_t count = 0;
    while (reader->filters[count])
        count++;
    const char *near = zh_nearest(word->text, count, filter_name, reader->filters);
    struct zh_place place = place_in(reader->text, word->offset);
    return zh_error_set(reader->error, ZH_ERROR_USAGE, NULL, &place, "%s is not a filter of a recipe%s%s%s",
                        *word->text ? word->text : "''", near ? "; did you mean " : "", near ? near : "",
                        near ? "?" : "");
}

/* Whether an answer, such as a --list, is asked for: a recipe has nowhere to put it. */
static int refuse_answer(struct reader *reader, const struct zh_filter *filter, const void *config, size_t offset)
{
    if (!filter->answer)
        return 0;
    struct zh_buffer answer = {0};
    int answers = filter->answer(config, &answer);
    zh_buffer_free(&answer);
    if (answers == 0)
        return 0;
    if (answers < 0)
        return zh_error_memory(reader->error, filter->name);
    return refuse(reader, offset, "an option of this stage asks for an answer, which a recipe cannot give");
}

/* One stage: n > 0 words of which the first names the filter. */
static int read_stage(struct reader *reader, struct zh_recipe *recipe, const struct word *words, size_t n)
{
    const struct zh_filter *filter = zh_filter_named(reader->filters, words[0].text);
    if (!filter)
        return unknown_filter(reader, words);
    if (zh_recipe_append(recipe, filter, filter->defaults))
        return zh_error_memory(reader->error, filter->name);
    void *config = recipe->stages[recipe->count - 1].config;
    struct zh_option_set sets[] = {{filter->options, config}, {command_line_options, NULL}};
    char **arguments = malloc(n * sizeof *arguments);
    if (!arguments)
        return zh_error_memory(reader->error, filter->name);
    for (size_t i = 0; i < n; i++)
        arguments[i] = words[i].text;
    int culprit = 0;
    int operands = zh_options_parse(sets, 2, (int)n, arguments, reader->error, &culprit);
    const char *operand = operands > 0 ? arguments[1] : NULL;
    free(arguments);
    if (operand) {
        for (size_t i = 1; i < n; i++)
            if (words[i].text == operand)
                culprit = (int)i;
        refuse(reader, words[culprit].offset, "a recipe opens no files; name them after it");
    } else if (operands < 0) {
        reader->error->place = place_in(reader->text, words[culprit].offset);
    } else if (refuse_answer(reader, filter, config, words[0].offset) == 0) {
        return 0;
    }
    reader->error->stage = filter->name;
    return -1;
}

static int read_stages(struct reader *reader, struct zh_recipe *recipe)
{
    size_t first = 0;
    for (size_t i = 0; i <= reader->count; i++) {
        if (i < reader->count && reader->words[i].text)
            continue;
        if (i == first)
            return refuse(reader, i < reader->count ? reader->words[i].offset : reader->at, "a filter is missing here");
        if (read_stage(reader, recipe, reader->words + first, i - first))
            return -1;
        first = i + 1;
    }
    return 0;
}

int zh_recipe_parse(struct zh_recipe *recipe, const char *text, const struct zh_filter *const *filters,
                    struct zh_error *error)
{
    size_t size = strlen(text);
    size_t valid = zh_utf8_valid_prefix(text, size);
    struct reader reader = {.text = text, .filters = filters, .error = error};
    if (valid < size)
        return refuse(&reader, valid, "the recipe is not UTF-8");
    /* A word takes at most its size in the text and a NUL, for which the blank or | after it makes room. */
    recipe->words = malloc(size + 1);
    reader.out = recipe->words;
    reader.words = calloc(size + 1, sizeof *reader.words);
    int failed = -1;
    if (!recipe->words || !reader.words)
        zh_error_memory(error, NULL);
    else
        failed = read_words(&reader) || read_stages(&reader, recipe) ? -1 : 0;
    free(reader.words);
    if (failed)
        zh_recipe_free(recipe);
    return failed;
}

int zh_recipe_append(struct zh_recipe *recipe, const struct zh_filter *filter, const void *config)
{
    size_t size = filter->config_size;
    struct zh_recipe_stage *stages = realloc(recipe->stages, (recipe->count + 1) * sizeof *stages);
    if (!stages)
        return -1;
    recipe->stages = stages;
    void *copy = malloc(size > 0 ? size : 1);
    if (!copy)
        return -1;
    if (size > 0)
        memcpy(copy, config, size);
    stages[recipe->count++] = (struct zh_recipe_stage){.filter = filter, .config = copy};
    return 0;
}

const struct zh_filter *zh_filter_named(const struct zh_filter *const *filters, const char *name)
{
    for (; *filters; filters++)
        if (strcmp((*filters)->name, name) == 0)
            return *filters;
    return NULL;
}

void zh_recipe_free(struct zh_recipe *recipe)
{
    for (size_t i = 0; i < recipe->count; i++)
        free(recipe->stages[i].config);
    free(recipe->stages);
    free(recipe->words);
    *recipe = (struct zh_recipe){0};
}
