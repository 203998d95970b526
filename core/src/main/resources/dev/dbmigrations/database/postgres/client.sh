# ---------------------------------------------------------------------------------------------------------------------
# How this script speaks with PostgreSQL: psql and pg_dump, and what they take from the environment.

readonly USUAL_PORT=5432
readonly CONNECTION_FROM='DATABASE_URL (postgres://…), or PGHOST, PGPORT, PGUSER, PGDATABASE, PGPASSWORD, PGSERVICE and ~/.pgpass.'
readonly REFUSED_STEP='changed nothing'

find_client() {
    command -v psql >/dev/null ||
        fail 2 'there is no psql here' state 'nothing was changed' next 'install the client programs of PostgreSQL (Debian: postgresql-client)'
    if [ "$with_dump" = yes ] && [ "$dry_run" = no ] && ! command -v pg_dump >/dev/null; then
        fail 2 'there is no pg_dump here' state 'nothing was changed' next "install it (Debian: postgresql-client), or: bash $SCRIPT --no-dump"
    fi
}

url_setting() {
    case $1 in
        sslmode) export PGSSLMODE=$2 ;;
        sslrootcert) export PGSSLROOTCERT=$2 ;;
        sslcert) export PGSSLCERT=$2 ;;
        sslkey) export PGSSLKEY=$2 ;;
        ssl) [ "$2" = false ] || export PGSSLMODE=verify-full ;;
        channel_binding) export PGCHANNELBINDING=$2 ;;
        target_session_attrs) export PGTARGETSESSIONATTRS=$2 ;;
        options) export PGOPTIONS=$2 ;;
        currentSchema) export PGOPTIONS="${PGOPTIONS:-} -c search_path=$2" ;;
        connect_timeout) export PGCONNECT_TIMEOUT=$2 ;;
        *) left_out "$1" ;;
    esac
}

connect() {
    if [ -n "${DATABASE_URL:-}" ]; then
        read_url "$DATABASE_URL"
        unset DATABASE_URL
        [ -z "$url_hosts" ] || export PGHOST=$url_hosts PGPORT=$url_ports
        [ -z "$url_user" ] || export PGUSER=$url_user
        [ -z "$url_password" ] || export PGPASSWORD=$url_password
        [ -z "$url_database" ] || export PGDATABASE=$url_database
    fi
    export PGAPPNAME="db-migrations $SCRIPT" PGCLIENTENCODING=UTF8 PGCONNECT_TIMEOUT="${PGCONNECT_TIMEOUT:-10}"
}

place() { printf '%s' "${PGHOST:-the local socket}${PGPORT:+:$PGPORT}/${PGDATABASE:-${PGUSER:-}}"; }

# What the program itself sets in its sessions, and what our statements ask for.
opening() {
    cat <<END
SET client_min_messages = warning;
SET TimeZone = 'UTC';
SET standard_conforming_strings = on;
SET extra_float_digits = 1;
SET db_migrations.run = '$run';
SET db_migrations.who = '$who';
SET db_migrations.elapsed = '$elapsed';
SET db_migrations.worked = '$worked';
END
}

send() { psql -X -q -A -t -w -v ON_ERROR_STOP=1 -v VERBOSITY=verbose -f "$1" </dev/null; }

readable() { cat; }

# No lock, a deadlock, a serialization failure.
is_lock_failure() { grep -Eq ': +(55P03|40P01|40001): ' "$folder/said"; }

# psql ends with 2 when its connection is bad; the server says so itself when it is told to end.
is_connection_failure() { [ "$1" -eq 2 ] || grep -Eq ': +(57P01|57P02|57P03|25P03|53300): ' "$folder/said"; }

dump_to() {
    local file=$1 table options=()
    shift
    for table in "$@"; do
        options+=("--table=$table")
    done
    (umask 077 && pg_dump -w --lock-wait-timeout=10000 --file="$file" "${options[@]}" </dev/null)
}
