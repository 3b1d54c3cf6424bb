#include "emit/fmt.h"
#include "driver.h"

int main(int argc, char **argv)
{
    return zh_filter_main(&zh_filter_fmt, argc, argv);
}
