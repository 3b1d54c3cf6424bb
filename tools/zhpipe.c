#include "core/diagnostics.h"
#include "core/file.h"
#include "driver.h"
#include "filters.h"
#include "zh.h"

#include <string.h>
#include <unistd.h>

struct config {
    const char *form;
    const char *recipe_file;
};

static const struct zh_option options[] = {
    {.kind = ZH_OPTION_STRING,
     .letter = 't',
     .name = "to",
     .offset = offsetof(struct config, form),
     .argument = "FORM",
     .help = "what the standard recipe ends in: text, md, json or jsonl"},
    {.kind = ZH_OPTION_STRING,
     .letter = 'f',
     .name = "file",
     .offset = offsetof(struct config, recipe_file),
     .argument = "FILE",
     .help = "read the recipe from a file"},
    {.kind = ZH_OPTION_END},
};

static const char *filter_name(const void *context, size_t i)
{
    const struct zh_filter *const *filters = context;
    return filters[i]->name;
}

/* Whether an operand is a recipe: it has a | or begins with a filter's name, or with nearly one and is no file. */
static bool is_recipe(const char *operand)
{
    char word[64];
    size_t size;
    if (strchr(operand, '|'))
        return true;
    operand += strspn(operand, " \t\n");
    size = strcspn(operand, " \t\n");
    if (size >= sizeof word)
        return false;
    memcpy(word, operand, size);
    word[size] = '\0';
    if (zh_filter_named(zh_filters, word))
        return true;
    size_t count = 0;
    while (zh_filters[count])
        count++;
    return strncmp(word, "zh", 2) == 0 && zh_nearest(word, count, filter_name, zh_filters) &&
           access(operand, F_OK) != 0;
}

static int read_recipe(struct zh_buffer *text, const char *path, struct zh_error *error)
{
    enum { LONGEST = 1 << 20 };
    struct zh_input input;
    ssize_t n = -1;
    if (zh_input_open(&input, path, error))
        return -1;
    while (text->size <= LONGEST) {
        if (zh_buffer_reserve(text, 4096))
            n = zh_error_memory(error, NULL);
        else
            n = zh_input_read(&input, text->bytes + text->size, 4096, error);
        if (n <= 0)
            break;
        text->size += (size_t)n;
    }
    zh_input_close(&input);
    if (n < 0)
        return -1;
    if (text->size > LONGEST || memchr(text->bytes, '\0', text->size))
        return zh_error_set(error, ZH_ERROR_USAGE, NULL, NULL, "%s: this is no recipe", path);
    return zh_buffer_append(text, "", 1) ? zh_error_memory(error, NULL) : 0;
}

/* The standard recipe, its last stage's form given a second time, which counts. */
static int standard_recipe(struct zh_buffer *text, const char *form, struct zh_error *error)
{
    if (form && (!*form || strspn(form, "abcdefghijklmnopqrstuvwxyz") < strlen(form)))
        return zh_error_set(error, ZH_ERROR_USAGE, NULL, NULL, "%s is no value of -t", *form ? form : "''");
    if (zh_buffer_text(text, ZH_STANDARD_RECIPE) || (form && zh_buffer_format(text, " -t %s", form)) ||
        zh_buffer_append(text, "", 1))
        return zh_error_memory(error, NULL);
    return 0;
}

/* Finds the recipe and parses it. Sets *operand to 1 where the first operand was it. */
static int find_recipe(struct zh_recipe *recipe, const struct config *config, int operands, char **argv, int *operand,
                       struct zh_error *error)
{
    struct zh_buffer text = {0};
    int failed;
    *operand = !config->recipe_file && operands > 0 && is_recipe(argv[1]);
    if (config->form && (*operand || config->recipe_file))
        return zh_error_set(error, ZH_ERROR_USAGE, NULL, NULL,
                            "-t is for the standard recipe; in a recipe, write it "
                            "after zhfmt");
    if (*operand)
        return zh_recipe_parse(recipe, argv[1], zh_filters, error);
    if (config->recipe_file)
        failed = read_recipe(&text, config->recipe_file, error);
    else
        failed = standard_recipe(&text, config->form, error);
    if (!failed)
        failed = zh_recipe_parse(recipe, text.bytes, zh_filters, error);
    if (failed && !config->recipe_file)
        error->place = (struct zh_place){0, 0, 0};
    zh_buffer_free(&text);
    return failed;
}

int main(int argc, char **argv)
{
    struct config config = {0};
    struct zh_common common = {0};
    struct zh_recipe recipe = {0};
    struct zh_command command = {
        .name = "zhpipe",
        .summary = "Runs filters in one process: a recipe such as 'zhiconv | zhclean', or the standard one",
        .operands = "['RECIPE'] [FILE...]",
        .options = options,
        .config = &config,
        .filters = true,
        .findings = true,
    };
    struct zh_error error;
    int status, operand;
    zh_begin();
    int operands = zh_arguments(&command, &common, argc, argv, &status);
    if (operands < 0)
        return status;
    if (find_recipe(&recipe, &config, operands, argv, &operand, &error))
        return zh_complain(command.name, &error,
                           error.place.line == 0 ? NULL
                           : config.recipe_file  ? config.recipe_file
                                                 : "recipe");
    return zh_run(&command, &common, &recipe, (size_t)(operands - operand), argv + 1 + operand);
}
