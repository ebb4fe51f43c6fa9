# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of nudgectl for bash: commands, options, and the rules and nudges that are there now.

# Offer the lines of standard input, of which only what stands before a tab counts, that begin with the current word.
_nudgectl_offer ()
{
  local word plain quote=''
  [[ $cur == [\"\']* ]] && quote=${cur:0:1}
  plain=${cur#[\"\']}
  [[ -z $quote ]] && plain=${plain//\\/}
  while IFS=$'\t' read -r word _; do
    [[ ${word,,} == "${plain,,}"* ]] || continue
    [[ -z $quote ]] && printf -v word %q "$word"
    COMPREPLY+=("$word")
  done
}

_nudgectl_ask ()
{
  _nudgectl_offer < <(nudgectl complete "$@" 2> /dev/null)
}

_nudgectl_words ()
{
  _nudgectl_offer < <(printf '%s\n' "$@")
}

_nudgectl_files ()
{
  compopt -o filenames 2> /dev/null
  mapfile -t COMPREPLY < <(compgen -f -X '!*.ics' -- "$cur"; compgen -d -- "$cur")
}

_nudgectl_value ()
{
  case $1 in
    --format | -f) _nudgectl_words waybar polybar i3blocks i3status-rs plain ;;
    --category | -c) _nudgectl_ask categories ;;
    --kind | -k) _nudgectl_ask kinds ;;
    --ask) _nudgectl_words none mood word note reflect ;;
    --on | -o) _nudgectl_words weekdays weekends daily mon tue wed thu fri sat sun today tomorrow ;;
    --every | -e) _nudgectl_words 30m 45m 1h 2h 3h 1d 1w 2w ;;
    --in | -i | --room) _nudgectl_ask durations ;;
    --between | -b) _nudgectl_words 09:00-12:00 09:00-17:00 13:00-18:00 ;;
    --zone | -z) _nudgectl_offer < <(awk '!/^#/ { print $3 }' /usr/share/zoneinfo/zone.tab 2> /dev/null) ;;
    *) return 1 ;;
  esac
}

_nudgectl_argument ()
{
  case $1 in
    show | remove | enable | disable | fire) _nudgectl_ask rules ;;
    why) [[ $2 == 0 ]] && { _nudgectl_ask ids; _nudgectl_ask rules; } ;;
    done | skip) [[ $2 == 0 ]] && _nudgectl_ask ids ;;
    snooze) [[ $2 == 0 ]] && _nudgectl_ask ids; [[ $2 -le 1 ]] && { _nudgectl_ask durations; _nudgectl_words until; } ;;
    pause) [[ $2 == 0 ]] && { _nudgectl_ask durations; _nudgectl_words until; } ;;
    log) [[ $2 == 0 ]] && _nudgectl_ask kinds ;;
    feel) [[ $2 == 0 ]] && _nudgectl_words 1 2 3 4 5; _nudgectl_ask words ;;
    breakpoint) _nudgectl_words shell-command build call ;;
    help) _nudgectl_ask commands ;;
    preview | check) _nudgectl_files ;;
  esac
}

_nudgectl ()
{
  local cur=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]} count=0 i
  COMPREPLY=()
  if [[ $COMP_CWORD == 1 ]]; then
    _nudgectl_ask commands
    _nudgectl_words --help --version
    return
  fi
  if [[ $cur == '=' ]]; then
    cur=''
  elif [[ $previous == '=' ]]; then
    previous=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  _nudgectl_value "$previous" && return
  if [[ $cur == -* ]]; then
    _nudgectl_ask options "$command"
    [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *= ]] && compopt -o nospace 2> /dev/null
    return
  fi
  for ((i = 2; i < COMP_CWORD; i++)); do
    [[ ${COMP_WORDS[i]} == -* ]] || count=$((count + 1))
  done
  _nudgectl_argument "$command" "$count"
}

complete -F _nudgectl nudgectl
