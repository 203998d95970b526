# ---------------------------------------------------------------------------------------------------------------------
# What follows is the same in every script.

dry_run=no
with_dump=yes
dump_folder=.
accepted_loss=no
rows_at_once=no
patience=$LOCK_PATIENCE

run=''
who=''
elapsed=0
worked=0
changed='nothing was changed'
folder=''

usage() {
    cat <<END
$SCRIPT takes back $LABEL ($DESCRIPTION).

Usage: bash $SCRIPT [options]
  --dry-run              print the SQL and check whether it may run; change nothing
  --no-dump              make no dump of the tables before
  --dump-dir DIR         where the dump goes (here)
  --allow-data-loss      accept, with --no-dump, that data goes for good
  --rows-at-once         accept that many rows are changed by one statement, where this script has one
  --lock-patience S      try again for so many seconds to get a lock ($LOCK_PATIENCE)
  --help                 this text

The connection comes from $CONNECTION_FROM
Exit codes: 0 taken back; 1 a statement failed; 2 wrong usage, or a client program is missing; 3 rows stand in the way;
  4 it is not applied; 5 another migration must be taken back first, or another text was applied; 6 no lock was to be had;
  8 no connection; 9 a run is in flight; 10 the dump failed; 130 interrupted.
END
}

say() { printf '%s\n' "$*"; }

# The exit code, what failed, then pairs: a label and a text.
fail() {
    local code=$1 what=$2 label text
    shift 2
    {
        printf '%s  %s\n' "$SCRIPT" "$what"
        while [ $# -ge 2 ]; do
            label=$1
            text=$2
            shift 2
            printf '  %-7s %s\n' "$label" "${text//$'\n'/$'\n          '}"
        done
    } >&2
    exit "$code"
}

read_options() {
    while [ $# -gt 0 ]; do
        case $1 in
            --dry-run) dry_run=yes ;;
            --no-dump) with_dump=no ;;
            --allow-data-loss) accepted_loss=yes ;;
            --rows-at-once) rows_at_once=yes ;;
            --dump-dir | --lock-patience)
                [ $# -ge 2 ] || wrong "$1 needs a value"
                if [ "$1" = --dump-dir ]; then dump_folder=$2; else patience=$2; fi
                shift
                ;;
            --help)
                usage
                exit 0
                ;;
            *) wrong "there is no option $1" ;;
        esac
        shift
    done
    case $patience in '' | *[!0-9]*) wrong "--lock-patience $patience is no number of seconds" ;; esac
    if [ "$with_dump" = no ] && [ "$accepted_loss" = no ] && [ -n "$DESTROYS" ] && [ "$dry_run" = no ]; then
        fail 2 "without a dump, $LABEL is not taken back like that" why "gone for good: $DESTROYS" \
            state 'nothing was changed' next 'leave out --no-dump, or add --allow-data-loss'
    fi
    if [ "$rows_at_once" = no ] && [ -n "$MANY_ROWS" ] && [ "$dry_run" = no ]; then
        fail 2 "$LABEL changes many rows by one statement" why "$MANY_ROWS: clients that change the same rows wait until it ends" \
            state 'nothing was changed' next 'db-migrations down does it in batches; else add --rows-at-once'
    fi
}

wrong() { fail 2 'the command line is not understood' why "$1" state 'nothing was changed' next "bash $SCRIPT --help"; }

interrupted() { fail 130 "$LABEL: interrupted" state "$changed" next "bash $SCRIPT again: it goes on where it was stopped"; }

# What a connection address has encoded with percent signs.
decoded() {
    local text=${1//\\/\\\\}
    printf '%b' "${text//%/\\x}"
}

# Takes DATABASE_URL apart: url_user, url_password, url_hosts, url_ports, url_database. Other settings go to url_setting.
read_url() {
    local rest=${1#jdbc:} query='' account='' authority hosts host port setting
    rest=${rest#*://}
    case $rest in *\?*) query=${rest#*\?} ;; esac
    rest=${rest%%\?*}
    authority=${rest%%/*}
    url_user='' url_password='' url_hosts='' url_ports='' url_database=''
    case $rest in */*) url_database=$(decoded "${rest#*/}") ;; esac
    case $authority in
        *@*)
            account=${authority%@*}
            authority=${authority##*@}
            ;;
    esac
    case $account in
        *:*)
            url_user=$(decoded "${account%%:*}")
            url_password=$(decoded "${account#*:}")
            ;;
        ?*) url_user=$(decoded "$account") ;;
    esac
    IFS=, read -r -a hosts <<<"$authority"
    for host in ${hosts[@]+"${hosts[@]}"}; do
        port=$USUAL_PORT
        case $host in
            \[*\]) ;;
            *:*)
                port=${host##*:}
                host=${host%:*}
                ;;
        esac
        url_ports+=${url_ports:+,}$port
        host=${host#\[}
        url_hosts+=${url_hosts:+,}${host%\]}
    done
    while [ -n "$query" ]; do
        setting=${query%%&*}
        case $query in *\&*) query=${query#*&} ;; *) query='' ;; esac
        case ${setting%%=*} in
            user) url_user=$(decoded "${setting#*=}") ;;
            password) url_password=$(decoded "${setting#*=}") ;;
            *) url_setting "${setting%%=*}" "$(decoded "${setting#*=}")" ;;
        esac
    done
}

left_out() { say "note: the setting $1 of DATABASE_URL is left out: the client program has no such setting" >&2; }

# Sends a text of SQL with what every session of ours begins with. The answer is in $folder/answer, what was said in
# $folder/said.
deliver_once() {
    {
        opening
        cat
    } >"$folder/sql"
    send "$folder/sql" >"$folder/answer" 2>"$folder/said"
}

said() { head -n 12 "$folder/said"; }

# Prints the answer to a question, one value on a line.
ask() {
    local code=0
    sql "$1" | deliver_once || code=$?
    if [ "$code" -ne 0 ]; then
        if is_connection_failure "$code"; then
            fail 8 'there is no connection to the database' at "$(place)" why "$(said)" state "$changed" \
                next "mend the connection, then: bash $SCRIPT"
        fi
        fail 1 'the server refused a question' at "$(place)" why "$(said)" state "$changed" \
            next 'is this the right database? Its tables of db-migrations are asked for'
    fi
    cat "$folder/answer"
}

is_true() {
    local answer
    answer=$(ask "$1") || exit $?
    [ "$answer" = t ] || [ "$answer" = 1 ]
}

# Exits when the server was told to refuse by the guard that goes before all work.
heed_guard() {
    case $(cat "$folder/said") in
        *'db_migrations_refuses busy'*)
            fail 9 'db-migrations, or another of these scripts, is at work on this database' at "$(place)" \
                state "$changed" next "wait until it has ended (db-migrations status), then: bash $SCRIPT"
            ;;
        *'db_migrations_refuses flight'*)
            fail 9 'a run is in flight on this database' at "$(place)" state "$changed" \
                next "db-migrations down (or up) ends it, then: bash $SCRIPT"
            ;;
        *'db_migrations_refuses order'*)
            fail 5 "$LABEL is no longer the last migration applied" at "$(place)" state "$changed" \
                next 'db-migrations status; take back the later ones first'
            ;;
    esac
}

# Works through a text of SQL: tries again while a lock is not to be had. $1 says in words what it is, $2 is the number
# of the part, $3 a question that tells afterwards whether it was done, should the connection break, $4 what is to be done
# before another try.
deliver() {
    local text since=$SECONDS pause=1 code
    text=$(cat)
    while :; do
        code=0
        printf '%s\n' "$text" | deliver_once || code=$?
        [ "$code" -ne 0 ] || return 0
        heed_guard
        if is_lock_failure; then
            if [ $((SECONDS - since)) -ge "$patience" ]; then
                fail 6 "$1: no lock within $patience s, in tries of $(lock_wait "$2")" at "$(place)" why "$(said)" \
                    state "$changed" next "end who holds the table, or wait; then: bash $SCRIPT"
            fi
            say "  waiting for a lock (tries of $(lock_wait "$2"), for $((patience - SECONDS + since)) s more)"
            sleep "$pause"
            pause=$((pause < 8 ? pause * 2 : 10))
            [ -z "$4" ] || "$4" "$2"
            continue
        fi
        if is_connection_failure "$code"; then
            if [ -n "$3" ] && is_true "$3"; then
                return 0
            fi
            fail 8 "$1: the connection was lost" at "$(place)" why "$(said)" state "$changed" \
                next "bash $SCRIPT again: it looks at what was done and goes on from there"
        fi
        fail 1 "$1: the server refused it" at "$(place), step $2 of $PARTS" why "$(said)" \
            state "$changed; this step $REFUSED_STEP" next "$(mended)"
    done
}

mended() {
    if [ "$changed" = 'nothing was changed' ]; then
        printf '%s' "mend what it complains of, then: bash $SCRIPT"
    else
        printf '%s' "mend what it complains of, then: bash $SCRIPT (it goes on with this step), or: db-migrations down"
    fi
}

print_sql() {
    local part
    for ((part = 1; part <= PARTS; part++)); do
        say "-- step $part of $PARTS: $(title "$part")"
        case $(kind "$part") in
            alone)
                if [ -n "$(sql "leftover-$part")" ]; then
                    say '-- only if an earlier attempt has left something behind:'
                    sql "cleanup-$part" | readable
                fi
                sql "limits-$part" | readable
                sql "work-$part" | readable
                sql "record-$part" | readable
                ;;
            proof)
                say '-- the answer must be 0'
                sql "work-$part" | readable
                ;;
            *) sql "work-$part" | readable ;;
        esac
        say ''
    done
}

# Whether it may run: this migration is the last one applied, as it was exported, and nothing is in flight.
look() {
    local applied=0 last='' checksum='' flight='' answers word rest
    answers=$(ask look)
    while read -r word rest; do
        case $word in
            applied) applied=$rest ;;
            last) last=$rest ;;
            checksum) checksum=$rest ;;
            mine) run=$rest ;;
            flight) flight+="${flight:+, }$rest" ;;
        esac
    done <<<"$answers"
    if [ "$applied" = 0 ]; then
        fail 4 "$LABEL is not applied" at "$(place)" state 'nothing was changed' \
            next 'nothing needs to be taken back; is this the right database?'
    fi
    if [ "$last" != "$VERSION" ]; then
        fail 5 "$LABEL is not the last migration applied" at "$(place)" why "the last one is V$last" \
            state 'nothing was changed' next "take back V$last first (rollback_$last.sh, if there is one, or db-migrations down)"
    fi
    if [ "$checksum" != "$CHECKSUM" ]; then
        fail 5 "another text of $LABEL was applied than the one this script was made for" at "$(place)" \
            why "its checksum is $checksum, not $CHECKSUM" state 'nothing was changed' \
            next 'use the script that was exported with what was applied, or: db-migrations down'
    fi
    if [ -n "$flight" ]; then
        fail 9 'a run is in flight on this database' at "$(place)" why "$flight" state 'nothing was changed' \
            next "db-migrations status; db-migrations down takes back what is in flight; then: bash $SCRIPT"
    fi
    if [ -n "$run" ]; then
        changed="what $run has done is recorded in the journal of db-migrations"
        say "going on with $run, which was begun before"
    fi
}

check_rows() {
    local check count
    [ -z "$run" ] || return 0
    for ((check = 1; check <= CHECKS; check++)); do
        count=$(ask "check-$check")
        if [ "$count" != 0 ]; then
            fail 3 "rows stand in the way of taking back $LABEL" at "$(place)" why "$count times $(condition "$check")" \
                state 'nothing was changed' next "$(repair "$check")"
        fi
    done
}

dump() {
    local number file there=()
    if [ "$with_dump" = no ]; then
        say 'no dump is made: --no-dump'
        return 0
    fi
    for ((number = 1; number <= ${#TABLES[@]}; number++)); do
        if is_true "there-$number"; then
            there+=("${TABLES[number - 1]}")
        fi
    done
    if [ ${#there[@]} -eq 0 ]; then
        say 'no dump is made: it is about no table that is there'
        return 0
    fi
    file="$dump_folder/${SCRIPT%.sh}_$(date -u +%Y%m%d-%H%M%S)_$$.dump.sql"
    : >"$folder/said"
    if ! mkdir -p -- "$dump_folder" 2>"$folder/said" || ! dump_to "$file" "${there[@]}" 2>"$folder/said" || [ ! -s "$file" ] || ! tail -n 5 "$file" | grep -q 'ump complete'; then
        rm -f -- "$file"
        fail 10 "the dump of ${there[*]} failed" at "$(place)" why "$(said)" state "$changed" \
            next "mend it; or without one: bash $SCRIPT --no-dump"
    fi
    say "dumped ${there[*]} into $file"
}

begin() {
    local answer
    if [ -z "$run" ]; then
        run="$LABEL@$(date -u +%Y%m%d-%H%M%S)-000"
        if [ "$PARTS" -gt 1 ] || [ "$(kind 1)" = alone ]; then
            sql begin | deliver 'writing the beginning into the journal' 1 '' ''
            changed='the beginning is recorded in the journal of db-migrations, and nothing else was changed'
        fi
    fi
}

clear_away() {
    local part=$1
    if [ -n "$(sql "leftover-$part")" ] && is_true "leftover-$part"; then
        { sql guard; sql "limits-$part"; sql "cleanup-$part"; } | deliver "clearing away: $(title "$part")" "$part" '' ''
    fi
}

run_alone() {
    local part=$1 begun=no code=0
    if is_true "begun-$part"; then
        begun=yes
    fi
    if [ "$begun" = yes ] && [ -n "$(sql "shows-$part")" ] && is_true "shows-$part"; then
        say '  it was done before the script was stopped'
    else
        if [ "$begun" = no ]; then
            sql "start-$part" | deliver "$(title "$part")" "$part" "begun-$part" ''
        fi
        clear_away "$part"
        { sql guard; sql "limits-$part"; sql "work-$part"; } | deliver "$(title "$part")" "$part" '' clear_away || code=$?
        if [ "$code" -ne 0 ]; then
            # What a refused attempt leaves behind may cost every write.
            (clear_away "$part") || true
            exit "$code"
        fi
        if [ -n "$(sql "shows-$part")" ] && ! is_true "shows-$part"; then
            fail 1 "$(title "$part"): the statement ended well, and the database does not show it" at "$(place)" \
                state "$changed" next "look at the table, then: bash $SCRIPT"
        fi
    fi
    elapsed=$(((SECONDS - since) * 1000))
    sql "record-$part" | deliver "recording: $(title "$part")" "$part" "done-$part" ''
}

run_part() {
    local part=$1 since=$SECONDS count
    if [ "$PARTS" -gt 1 ] && is_true "done-$part"; then
        say "step $part of $PARTS was done before: $(title "$part")"
        return 0
    fi
    say "step $part of $PARTS: $(title "$part")"
    elapsed=0
    case $(kind "$part") in
        alone) run_alone "$part" ;;
        proof)
            count=$(ask "work-$part")
            if [ "$count" != 0 ]; then
                fail 3 "$(title "$part"): $count rows are not as they must be" at "$(place)" state "$changed" \
                    next "$(repair "proof-$part")"
            fi
            sql "record-$part" | deliver "recording: $(title "$part")" "$part" "done-$part" ''
            ;;
        *) sql "work-$part" | deliver "$(title "$part")" "$part" "done-$part" '' ;;
    esac
    worked=$((worked + (SECONDS - since) * 1000))
    changed="steps 1 to $part of $PARTS are done and recorded"
}

main() {
    local part applied
    read_options "$@"
    find_client
    folder=$(mktemp -d)
    trap 'rm -rf -- "$folder"' EXIT
    trap interrupted INT TERM
    who="${USER:-somebody}@${HOSTNAME:-somewhere}"
    who="${who//[^A-Za-z0-9@._-]/_} $TAG"
    connect
    if [ "$dry_run" = yes ]; then
        print_sql
    fi
    look
    check_rows
    if [ "$dry_run" = yes ]; then
        say "dry run: it may run on $(place); nothing was changed"
        return 0
    fi
    dump
    begin
    for ((part = 1; part <= PARTS; part++)); do
        run_part "$part"
    done
    applied=$(ask applied)
    if [ "$applied" != 0 ]; then
        fail 1 "$LABEL is still in the list of applied migrations" at "$(place)" state "$changed" next 'db-migrations status'
    fi
    say "$LABEL is taken back on $(place)"
}

main "$@"
