# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of nudgectl for fish: commands, options, and the rules and nudges that are there now.

function __nudgectl_command --description 'The command that is being typed'
    set -l words (commandline -opc)
    test (count $words) -ge 2; and echo $words[2]
end

function __nudgectl_is --description 'Whether it is one of these'
    contains -- (__nudgectl_command) $argv
end

function __nudgectl_ask --description 'Candidates from nudgectl itself'
    nudgectl complete $argv 2>/dev/null
end

function __nudgectl_options --description 'Options of the command; those with a value take it after a space'
    set -l command (__nudgectl_command)
    test -n "$command"; and __nudgectl_ask options $command | string replace --regex '=(\t|$)' '$1'
end

function __nudgectl_after --description 'Whether the word before is one of these options'
    set -l words (commandline -opc)
    contains -- $words[-1] $argv
end

complete -c nudgectl -f
complete -c nudgectl -n 'test (count (commandline -opc)) -eq 1' -a '(__nudgectl_ask commands)'
complete -c nudgectl -n 'string match -q -- "-*" (commandline -ct)' -a '(__nudgectl_options)'

complete -c nudgectl -n '__nudgectl_is show remove enable disable fire why' -a '(__nudgectl_ask rules)'
complete -c nudgectl -n '__nudgectl_is done skip snooze why' -a '(__nudgectl_ask ids)'
complete -c nudgectl -n '__nudgectl_is snooze pause' -a '(__nudgectl_ask durations) until'
complete -c nudgectl -n '__nudgectl_is log; and test (count (commandline -opc)) -eq 2' -a '(__nudgectl_ask kinds)'
complete -c nudgectl -n '__nudgectl_is feel' -a '1 2 3 4 5 (__nudgectl_ask words)'
complete -c nudgectl -n '__nudgectl_is breakpoint' -a 'shell-command build call'
complete -c nudgectl -n '__nudgectl_is help' -a '(__nudgectl_ask commands)'
complete -c nudgectl -n '__nudgectl_is preview check' -k -a '(__fish_complete_suffix .ics)'

complete -c nudgectl -n '__nudgectl_after --format -f' -a 'waybar polybar i3blocks i3status-rs plain'
complete -c nudgectl -n '__nudgectl_after --category -c' -a '(__nudgectl_ask categories)'
complete -c nudgectl -n '__nudgectl_after --kind -k' -a '(__nudgectl_ask kinds)'
complete -c nudgectl -n '__nudgectl_after --ask' -a 'none mood word note reflect'
complete -c nudgectl -n '__nudgectl_after --on -o' -a 'weekdays weekends daily mon tue wed thu fri sat sun today tomorrow'
complete -c nudgectl -n '__nudgectl_after --every -e' -a '30m 45m 1h 2h 3h 1d 1w 2w'
complete -c nudgectl -n '__nudgectl_after --in -i --room' -a '(__nudgectl_ask durations)'
