#include "core/options.h"

#include "core/diagnostics.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct parser {
    const struct zh_option_set *sets;
    size_t count;
    int argc;
    char **argv;
    int at;
    struct zh_error *error;
};

static bool takes_value(const struct zh_option *option)
{
    return option->argument != NULL;
}

/* The option at index i of all sets taken together, and its configuration; NULL beyond the last. */
static const struct zh_option *option_at(const struct zh_option_set *sets, size_t n, size_t i, void **config)
{
    for (size_t s = 0; s < n; s++)
        for (const struct zh_option *o = sets[s].options; o->kind != ZH_OPTION_END; o++)
            if (i-- == 0) {
                *config = sets[s].config;
                return o;
            }
    return NULL;
}

const char *zh_nearest(const char *wrong, size_t n, const char *(*name_of)(const void *context, size_t i),
                       const void *context)
{
    const char *best = NULL;
    size_t size = strlen(wrong);
    unsigned best_distance = size < 3 ? 2 : size < 6 ? 3 : 4;
    for (size_t i = 0; i < n; i++) {
        const char *name = name_of(context, i);
        if (!name)
            continue;
        bool begins = size > 0 && strncmp(name, wrong, size) == 0;
        unsigned distance = begins ? 1 : zh_edit_distance(wrong, name);
        if (distance < best_distance) {
            best = name;
            best_distance = distance;
        }
    }
    return best;
}

static const char *option_name(const void *context, size_t i)
{
    const struct parser *parser = context;
    void *config;
    const struct zh_option *option = option_at(parser->sets, parser->count, i, &config);
    return option ? option->name : NULL;
}

static const char *choice_name(const void *context, size_t i)
{
    const char *const *choices = context;
    return choices[i];
}

static int unknown_long(struct parser *parser, const char *name)
{
    size_t count = 0;
    void *config;
    while (option_at(parser->sets, parser->count, count, &config))
        count++;
    const char *near = zh_nearest(name, count, option_name, parser);
    if (near)
        return zh_error_set(parser->error, ZH_ERROR_USAGE, NULL, NULL, "unknown option --%s; did you mean --%s?", name,
                            near);
    return zh_error_set(parser->error, ZH_ERROR_USAGE, NULL, NULL, "unknown option --%s; see --help", name);
}

static int bad_choice(struct parser *parser, const struct zh_option *option, const char *spelled, const char *value)
{
    struct zh_buffer all = {0};
    size_t count = 0;
    while (option->choices[count])
        count++;
    const char *near = zh_nearest(value, count, choice_name, option->choices);
    for (size_t i = 0; i < count; i++)
        if (zh_buffer_format(&all, "%s%s", i == 0 ? "" : i + 1 == count ? " or " : ", ", option->choices[i]))
            break;
    zh_error_set(parser->error, ZH_ERROR_USAGE, NULL, NULL, "%s is no value of %s, which takes %.*s%s%s%s",
                 *value ? value : "''", spelled, (int)all.size, all.bytes ? all.bytes : "",
                 near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
    zh_buffer_free(&all);
    return -1;
}

static int store(struct parser *parser, const struct zh_option *option, void *config, const char *spelled,
                 const char *value)
{
    void *slot = (char *)config + option->offset;
    char *end;
    unsigned long number;
    switch (option->kind) {
    case ZH_OPTION_FLAG:
        *(bool *)slot = true;
        return 0;
    case ZH_OPTION_SET:
        *(int *)slot = option->value;
        return 0;
    case ZH_OPTION_STRING:
        *(const char **)slot = value;
        return 0;
    case ZH_OPTION_NUMBER:
        errno = 0;
        number = strtoul(value, &end, 10);
        if (*value < '0' || *value > '9' || *end || errno || number < option->low || number > option->high)
            return zh_error_set(parser->error, ZH_ERROR_USAGE, NULL, NULL,
                                "%s is no value of %s, which takes %lu to %lu", *value ? value : "''", spelled,
                                option->low, option->high);
        *(unsigned long *)slot = number;
        return 0;
    case ZH_OPTION_CHOICE:
        for (int i = 0; option->choices[i]; i++)
            if (strcmp(option->choices[i], value) == 0) {
                *(int *)slot = i;
                return 0;
            }
        return bad_choice(parser, option, spelled, value);
    case ZH_OPTION_ELSEWHERE:
        return zh_error_set(parser->error, ZH_ERROR_USAGE, NULL, NULL,
                            "%s belongs on the command line, not in a recipe", spelled);
    case ZH_OPTION_END:
        break;
    }
    return 0;
}

/* The value in the next argument. */
static int next_value(struct parser *parser, const char *spelled, const char **value)
{
    if (parser->at + 1 >= parser->argc)
        return zh_error_set(parser->error, ZH_ERROR_USAGE, NULL, NULL, "%s wants a value", spelled);
    *value = parser->argv[++parser->at];
    return 0;
}

static int parse_long(struct parser *parser, const char *argument)
{
    char name[64];
    char spelled[sizeof name + 2];
    const char *value = strchr(argument, '=');
    size_t size = value ? (size_t)(value - argument) : strlen(argument);
    if (size >= sizeof name)
        return zh_error_set(parser->error, ZH_ERROR_USAGE, NULL, NULL, "unknown option --%s; see --help", argument);
    memcpy(name, argument, size);
    name[size] = '\0';
    memcpy(spelled, "--", 2);
    memcpy(spelled + 2, name, size + 1);
    void *config;
    const struct zh_option *option;
    for (size_t i = 0; (option = option_at(parser->sets, parser->count, i, &config)); i++)
        if (option->name && strcmp(option->name, name) == 0)
            break;
    if (!option)
        return unknown_long(parser, name);
    if (option->kind == ZH_OPTION_ELSEWHERE)
        return store(parser, option, config, spelled, value);
    if (value && !takes_value(option))
        return zh_error_set(parser->error, ZH_ERROR_USAGE, NULL, NULL, "%s takes no value", spelled);
    if (value)
        value++;
    else if (takes_value(option) && next_value(parser, spelled, &value))
        return -1;
    return store(parser, option, config, spelled, value);
}

static int parse_letters(struct parser *parser, const char *letters)
{
    for (const char *c = letters; *c; c++) {
        char spelled[] = {'-', *c, '\0'};
        void *config;
        const struct zh_option *option;
        for (size_t i = 0; (option = option_at(parser->sets, parser->count, i, &config)); i++)
            if (option->letter == *c)
                break;
        if (!option)
            return zh_error_set(parser->error, ZH_ERROR_USAGE, NULL, NULL, "unknown option -%s; see --help", c);
        const char *value = c + 1;
        if (!takes_value(option)) {
            if (store(parser, option, config, spelled, NULL))
                return -1;
            continue;
        }
        if (!*value && next_value(parser, spelled, &value))
            return -1;
        return store(parser, option, config, spelled, value);
    }
    return 0;
}

int zh_options_parse(const struct zh_option_set *sets, size_t n, int argc, char **argv, struct zh_error *error,
                     int *culprit)
{
    struct parser parser = {.sets = sets, .count = n, .argc = argc, .argv = argv, .error = error};
    int operands = 0;
    for (parser.at = 1; parser.at < argc; parser.at++) {
        char *argument = argv[parser.at];
        int failed = 0;
        if (culprit)
            *culprit = parser.at;
        if (strcmp(argument, "--") == 0) {
            for (int i = parser.at + 1; i < argc; i++)
                argv[++operands] = argv[i];
            return operands;
        }
        if (argument[0] != '-' || !argument[1])
            argv[++operands] = argument;
        else if (argument[1] == '-')
            failed = parse_long(&parser, argument + 2);
        else
            failed = parse_letters(&parser, argument + 1);
        if (failed)
            return -1;
    }
    return operands;
}

int zh_options_help(struct zh_buffer *out, const struct zh_option *options)
{
    enum { HELP_COLUMN = 28 };
    for (const struct zh_option *o = options; o->kind != ZH_OPTION_END; o++) {
        size_t start = out->size;
        int failed = o->letter ? zh_buffer_format(out, "  -%c%s", o->letter, o->name ? ", " : "")
                               : zh_buffer_text(out, "      ");
        if (o->name)
            failed |= zh_buffer_format(out, "--%s", o->name);
        if (o->argument)
            failed |= zh_buffer_format(out, "%s%s", o->name ? "=" : " ", o->argument);
        if (failed)
            return -1;
        size_t used = out->size - start;
        if (used + 2 > HELP_COLUMN) {
            if (zh_buffer_text(out, "\n"))
                return -1;
            used = 0;
        }
        if (zh_buffer_format(out, "%*s%s\n", (int)(HELP_COLUMN - used), "", o->help))
            return -1;
    }
    return 0;
}
