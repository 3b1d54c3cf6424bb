#!/usr/bin/perl
# Writes lib/text/repair_table.c: the characters that zhclean puts in the place of others, one for one, from the
# Unicode Character Database.
#
# usage: repairs.pl UCD_FOLDER > TABLE
use strict;
use warnings;

my ($ucd) = @ARGV;
my %repair; # code point => [class, code point]

open my $data, '<', "$ucd/UnicodeData.txt" or die "UnicodeData.txt: $!\n";
while (<$data>) {
    my ($code, $name, undef, undef, undef, $decomposition) = split /;/;
    $code = hex $code;
    my ($tag, @to) = $decomposition =~ /^(?:<(\w+)> )?(.+)$/ ? ($1 // 'canonical', map { hex } split / /, $2) : next;
    next if @to != 1;
    my $to = $to[0];
    if ($tag eq 'canonical' && (($code >= 0xF900 && $code <= 0xFAFF) || ($code >= 0x2F800 && $code <= 0x2FA1F))) {
        $repair{$code} = ['compatibility', $to];
    } elsif ($tag eq 'wide' && chr($to) =~ /[0-9A-Za-z]/) {
        $repair{$code} = ['width', $to];
    } elsif ($tag eq 'small' || ($tag eq 'vertical' && $code != 0xFE19)) {
        $to += 0xFEE0 if $to > 0x20 && $to < 0x7F; # in Chinese text the normal form is the full-width one
        $repair{$code} = ['form', $to];
    }
}

open my $radicals, '<', "$ucd/EquivalentUnifiedIdeograph.txt" or die "EquivalentUnifiedIdeograph.txt: $!\n";
while (<$radicals>) {
    next unless /^(\w+)(?:\.\.(\w+))?\s*;\s*(\w+)/;
    my ($first, $last, $to) = (hex $1, hex($2 // $1), hex $3);
    for my $code ($first .. $last) {
        $repair{$code} = ['radical', $to] if $code >= 0x2E80 && $code <= 0x2FD5;
    }
}

my %class = (radical => 'ZH_REPAIR_RADICAL', compatibility => 'ZH_REPAIR_COMPATIBILITY', width => 'ZH_REPAIR_WIDTH',
    form => 'ZH_REPAIR_FORM');
my @codes = sort { $a <=> $b } keys %repair;
print "/* Made by data/repairs.pl; see repair_table.h. */\n#include \"text/repair_table.h\"\n\n";
print "const struct zh_repair zh_repairs[ZH_REPAIRS] = {\n";
printf "    {0x%05X, 0x%05X, %s},\n", $_, $repair{$_}[1], $class{$repair{$_}[0]} for @codes;
print "};\n";
print STDERR scalar @codes, " repairs\n" if $ENV{VERBOSE};
