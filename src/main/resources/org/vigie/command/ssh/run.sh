# Runs one program on this host for Vigie, keeps what it writes and how it ended, and ends it at its deadline. Goes on when the
# connection is cut. POSIX sh, and awk, cut, dd, env, grep, head, ln, mkfifo, sed, tail, wc; /proc where there is one.
# Folder of a run: watcher (who carries it out, made once), cancel, out.N and segment (output), ending, status (made once, last).

vigie_place() { # the mark of a run
    mark=$1
    dir=$HOME/.vigie/runs/$1
}

vigie_seconds() { # of a clock that nobody sets, where there is one
    if [ -r /proc/uptime ]; then
        read -r vigie_up vigie_rest </proc/uptime
        echo "${vigie_up%%.*}"
    else
        date +%s
    fi
}

vigie_pause() {
    sleep 0.1 2>/dev/null || sleep 1
}

vigie_identity() { # what tells the process $1 from every other; fails if it does not run
    if [ -r /proc/self/stat ]; then
        vigie_stat=$(sed 's/^.*) //' "/proc/$1/stat" 2>/dev/null)
        case $vigie_stat in '' | Z* | X*) return 1 ;; esac
        echo "$1 $(echo "$vigie_stat" | cut -d' ' -f20) $(cat /proc/sys/kernel/random/boot_id 2>/dev/null)"
    else
        kill -0 "$1" 2>/dev/null || return 1
        echo "$1 $(ps -o lstart= -p "$1")"
    fi
}

vigie_is_watched() {
    [ -f "$dir/watcher" ] || return 1
    read -r vigie_pid vigie_rest <"$dir/watcher"
    [ "$(vigie_identity "$vigie_pid")" = "$(cat "$dir/watcher")" ]
}

vigie_write() { # text $2 into the file $1, at once
    printf '%s\n' "$2" >"$dir/.$1.$$" && mv "$dir/.$1.$$" "$dir/$1"
}

vigie_write_once() { # text $2 into the file $1, unless there is one; says whether it did
    printf '%s\n' "$2" >"$dir/.$1.$$" && ln "$dir/.$1.$$" "$dir/$1" 2>/dev/null
    vigie_done=$?
    rm -f "$dir/.$1.$$"
    return $vigie_done
}

vigie_status() {
    vigie_write_once status "$(printf '%s' "$1" | tr '\n\r\t' '   ')"
}

# Processes of the run that are alive, each with its start: what carries its mark, what is in its session, what those started, and
# what was known before.
vigie_family() {
    if [ ! -r /proc/self/stat ]; then
        [ -s "$dir/leader" ] && read -r vigie_pid vigie_rest <"$dir/leader" && kill -0 "-$vigie_pid" 2>/dev/null \
            && echo "-$vigie_pid 0"
        return 0
    fi
    {
        sed 's/^/known /' "$dir/family" 2>/dev/null
        sed 's/^/leader /' "$dir/leader" 2>/dev/null
        grep -lF "VIGIE_RUN=$mark" /proc/[0-9]*/environ 2>/dev/null | sed 's/[^0-9]//g; s/^/marked /'
        cat /proc/[0-9]*/stat 2>/dev/null | sed -n 's/^\([0-9]*\) .*) /alive \1 /p'
    } | awk '
        $1 == "known" || $1 == "leader" { known[$2] = $3 }
        $1 == "leader" { leader = $2 }
        $1 == "marked" { ours[$2] = 1 }
        $1 == "alive" && $3 != "Z" && $3 != "X" { start[$2] = $22; parent[$2] = $4; session[$2] = $6 }
        END {
            for (p in known) if ((p in start) && start[p] == known[p]) ours[p] = 1
            if (leader in ours) for (p in start) if (session[p] == leader) ours[p] = 1
            do {
                more = 0
                for (p in start) if (!(p in ours) && (parent[p] in ours)) { ours[p] = 1; more = 1 }
            } while (more)
            for (p in ours) if (p in start) print p, start[p]
        }'
}

vigie_remember() { # what an orphan without the mark could not be found by later; $1 tells the callers apart
    vigie_family >"$dir/.family.$1.$$" && mv "$dir/.family.$1.$$" "$dir/family"
}

vigie_signal() {
    while read -r vigie_pid vigie_rest; do
        kill "-$1" "$vigie_pid" 2>/dev/null
    done <"$dir/family"
}

vigie_end() { # asks all of the run to end and kills what does not; fails if some is left
    vigie_remember end
    vigie_signal TERM
    vigie_until=$(($(vigie_seconds) + 5))
    while [ "$(vigie_seconds)" -le "$vigie_until" ]; do
        vigie_remember end
        [ -s "$dir/family" ] || return 0
        vigie_pause
    done
    vigie_until=$(($(vigie_seconds) + 10))
    while [ "$(vigie_seconds)" -le "$vigie_until" ]; do
        vigie_signal KILL
        vigie_pause
        vigie_remember end
        [ -s "$dir/family" ] || return 0
    done
    return 1
}

vigie_stop() { # because of $1, unless the run ends for another reason already
    mkdir "$dir/decided" 2>/dev/null || return 0
    if vigie_end; then
        vigie_write ending "$1"
    else
        vigie_write ending "unknown it does not end though it was killed"
    fi
}

vigie_watch() {
    while [ -e "$dir/watcher" ] && [ ! -e "$dir/status" ]; do
        vigie_remember watch
        if [ -e "$dir/cancel" ]; then
            vigie_stop cancelled
            return
        fi
        if [ "$(vigie_seconds)" -ge "$until" ]; then
            vigie_stop timed-out
            return
        fi
        sleep 0.5 2>/dev/null || sleep 1
    done
}

vigie_collect() { # keeps the first and the last of standard input
    number=0 size=0
    : >"$dir/out.0"
    while :; do
        room=$((segment - size)) block=$((segment - size))
        [ "$block" -gt 65536 ] && block=65536
        # a disk that is full must not stop the program
        dd bs="$block" count=$((room / block)) >>"$dir/out.$number" 2>/dev/null || { cat >/dev/null; break; }
        now=$(($(wc -c <"$dir/out.$number")))
        [ "$now" -eq "$size" ] && break
        size=$now
        if [ "$size" -ge "$segment" ]; then
            number=$((number + 1)) size=0
            : >"$dir/out.$number"
            [ "$number" -gt 2 ] && rm -f "$dir/out.$((number - 2))"
        fi
    done
    : >"$dir/collected"
}

vigie_find() { # sets found to the file of the program $1
    found=
    case $1 in
    /*) found=$1 ;;
    */*) found=./$1 ;;
    *)
        vigie_ifs=$IFS
        set -f
        IFS=:
        for vigie_folder in $PATH; do
            case $vigie_folder in '') continue ;; /*) ;; *) vigie_folder=./$vigie_folder ;; esac
            if [ -f "$vigie_folder/$1" ] && [ -x "$vigie_folder/$1" ]; then
                found=$vigie_folder/$1
                break
            fi
        done
        IFS=$vigie_ifs
        set +f
        ;;
    esac
    [ -n "$found" ] && [ -f "$found" ] && [ -x "$found" ]
}

vigie_carry_out() { # program and arguments; sets outcome
    if [ -e "$dir/cancel" ]; then
        outcome=cancelled
        return
    fi
    case $folder in /*) ;; *) folder=./$folder ;; esac
    if ! cd "$folder" 2>/dev/null; then
        outcome="not-started there is no folder $folder"
        return
    fi
    if ! vigie_find "$1"; then
        outcome="not-started there is no program $1"
        return
    fi
    shift
    if ! mkfifo "$dir/pipe" || ! vigie_write segment "$segment"; then
        outcome="not-started cannot write to $dir"
        return
    fi
    until=$(($(vigie_seconds) + deadline))
    vigie_write until "$until"
    again=
    trap ': >"$dir/cancel"; again=1' TERM INT
    vigie_collect <"$dir/pipe" &
    collector=$!
    vigie_setsid=$(command -v setsid)
    (
        umask "$mask"
        # nothing but $@ is needed from here on: the variables of the program may have any name
        set -- ${vigie_setsid:+"$vigie_setsid"} "$found" "$@"
        VIGIE_RUN=$mark
        export VIGIE_RUN
        vigie_environment
        exec "$@"
    ) </dev/null >"$dir/pipe" 2>&1 &
    child=$!
    vigie_identity "$child" >"$dir/leader"
    vigie_watch &
    watch=$!
    wait "$child"
    code=$?
    while [ -n "$again" ]; do # the wait was interrupted
        again=
        wait "$child"
        late=$?
        [ "$late" = 127 ] || code=$late
    done
    if mkdir "$dir/decided" 2>/dev/null; then
        kill "$watch" 2>/dev/null
        outcome="exited $code"
        [ "$code" -gt 128 ] && [ "$code" -le 192 ] && outcome="signalled $((code - 128))"
    else
        vigie_until=$(($(vigie_seconds) + 60))
        while [ ! -e "$dir/ending" ] && [ "$(vigie_seconds)" -le "$vigie_until" ]; do
            vigie_pause
        done
        outcome=$(cat "$dir/ending" 2>/dev/null || echo "unknown it was being ended")
    fi
    # what it left behind may hold the pipe open for ever
    vigie_until=$(($(vigie_seconds) + 2))
    while [ ! -e "$dir/collected" ] && [ "$(vigie_seconds)" -le "$vigie_until" ]; do
        vigie_pause
    done
    kill "$collector" 2>/dev/null
}

vigie_run() { # folder, mark, mask of new files; what to run comes on standard input, which no list of processes shows
    dir=$1 mark=$2 mask=$3 complete=
    umask 077
    order=$(cat)
    eval "$order" || exit 1
    [ "$complete" = yes ] || exit 1
    watcher=$(vigie_identity $$) || exit 1
    # the taking: whoever comes second does nothing
    vigie_write_once watcher "$watcher" || exit 0
    vigie_carry_out "$@"
    vigie_status "$outcome"
}

# What follows is asked for over connections. Answers begin with a word that the caller made up.

vigie_start() { # mark, word, this text, what to run
    vigie_place "$1"
    mask=$(umask)
    umask 077
    for tool in awk cut dd env grep head ln mkfifo sed tail tr wc; do
        if ! command -v "$tool" >/dev/null; then
            printf '%s refused the host has no %s\n0 0 0\n' "$2" "$tool"
            return
        fi
    done
    case $(command -v printf) in
    */*)
        printf '%s refused its shell would show what it is told in the list of processes\n0 0 0\n' "$2"
        return
        ;;
    esac
    if [ -z "$HOME" ] || ! mkdir -p "$dir" 2>/dev/null || ! cd "$HOME"; then
        printf '%s refused cannot write to %s\n0 0 0\n' "$2" "$dir"
        return
    fi
    if [ ! -e "$dir/watcher" ]; then
        find "$HOME/.vigie/runs" -name status -mtime +30 2>/dev/null | while read -r vigie_old; do
            rm -rf "${vigie_old%/status}"
        done
        if ! printf '%s\n' "$3" >"$dir/.run.sh.$$" || ! mv "$dir/.run.sh.$$" "$dir/run.sh"; then
            printf '%s refused cannot write to %s\n0 0 0\n' "$2" "$dir"
            return
        fi
        word=$2
        order=$4
        set --
        for vigie_name in PATH HOME USER LOGNAME LANG LC_ALL LC_CTYPE TZ LD_LIBRARY_PATH TMPDIR TEMP TMP; do
            eval "vigie_value=\${$vigie_name-}"
            [ -n "$vigie_value" ] && set -- "$@" "$vigie_name=$vigie_value"
        done
        vigie_setsid=$(command -v setsid)
        printf '%s\n' "$order" | env -i "$@" ${vigie_setsid:+"$vigie_setsid"} \
            /bin/sh "$dir/run.sh" "$dir" "$mark" "$mask" >/dev/null 2>&1 &
        vigie_until=$(($(vigie_seconds) + 10))
        while [ ! -e "$dir/watcher" ] && [ "$(vigie_seconds)" -le "$vigie_until" ]; do
            vigie_pause
        done
        set -- "$mark" "$word"
    fi
    if [ -e "$dir/watcher" ]; then
        printf '%s started\n0 0 0\n' "$2"
    else
        printf '%s refused it did not begin\n0 0 0\n' "$2"
    fi
}

vigie_state() {
    if [ ! -e "$dir/watcher" ]; then
        echo none
    elif [ -e "$dir/status" ]; then
        echo "ended $(head -c 2000 "$dir/status")"
    elif vigie_is_watched; then
        echo running
        if [ -e "$dir/until" ] && [ "$(vigie_seconds)" -gt $(($(cat "$dir/until") + 30)) ]; then
            vigie_stop timed-out
        fi
    elif [ -e "$dir/status" ]; then
        echo "ended $(head -c 2000 "$dir/status")"
    elif vigie_end; then
        vigie_status "unknown its supervisor vanished"
        echo "ended $(head -c 2000 "$dir/status" || echo unknown its supervisor vanished)"
    else
        echo "unknown its supervisor vanished and what it started does not end"
    fi
}

vigie_look() { # mark, word, offset in the output, most bytes
    vigie_place "$1"
    umask 077
    state=$(vigie_state)
    newest=-1
    for vigie_file in "$dir"/out.*; do
        [ -e "$vigie_file" ] && [ "${vigie_file##*.}" -gt "$newest" ] && newest=${vigie_file##*.}
    done
    from=0 length=0 total=0
    if [ "$newest" -ge 0 ]; then
        segment=$(cat "$dir/segment")
        total=$((newest * segment + $(wc -c <"$dir/out.$newest")))
        from=$3
        number=$((from / segment))
        if [ "$from" -lt "$total" ]; then
            if [ ! -e "$dir/out.$number" ]; then
                number=$((newest - 1))
                from=$((number * segment))
            fi
            length=$((number * segment + $(wc -c <"$dir/out.$number") - from))
            [ "$length" -gt "$4" ] && length=$4
        fi
    fi
    printf '%s %s\n%s %s %s\n' "$2" "$state" "$from" "$length" "$total"
    if [ "$length" -gt 0 ]; then
        tail -c "+$((from - number * segment + 1))" "$dir/out.$number" | head -c "$length"
    fi
}

vigie_forbid() { # mark, word, status: a run that has not begun never will
    vigie_place "$1"
    umask 077
    mkdir -p "$dir"
    vigie_write_once watcher nobody && vigie_status "$3"
    if [ -e "$dir/watcher" ]; then
        printf '%s done\n0 0 0\n' "$2"
    else
        printf '%s failed\n0 0 0\n' "$2"
    fi
}

vigie_cancel() { # mark, word
    vigie_place "$1"
    umask 077
    if mkdir -p "$dir" && : >"$dir/cancel"; then
        vigie_forbid "$1" "$2" cancelled
    else
        printf '%s failed\n0 0 0\n' "$2"
    fi
}

vigie_gone() { # mark, word: whether nothing of a run can be running any more
    vigie_place "$1"
    if [ ! -r /proc/self/stat ] || vigie_is_watched || [ -n "$(vigie_family)" ]; then
        printf '%s alive\n0 0 0\n' "$2"
    else
        printf '%s gone\n0 0 0\n' "$2"
    fi
}

vigie_clean() { # mark, word: what it wrote has been read
    vigie_place "$1"
    rm -f "$dir"/out.* "$dir/pipe" "$dir/run.sh" "$dir/segment"
    printf '%s done\n0 0 0\n' "$2"
}
