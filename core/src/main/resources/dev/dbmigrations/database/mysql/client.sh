# ---------------------------------------------------------------------------------------------------------------------
# How this script speaks with MySQL and MariaDB: their client and dump programs, and what they take from the environment.

readonly USUAL_PORT=3306
readonly CONNECTION_FROM='DATABASE_URL (mysql://… or mariadb://…), or MYSQL_DEFAULTS_FILE, MYSQL_HOST, MYSQL_TCP_PORT, MYSQL_USER, MYSQL_PWD,
MYSQL_DATABASE and ~/.my.cnf.'
readonly REFUSED_STEP='changed nothing: these servers undo a statement that fails, and none before it'

client=''
shown=''
unencrypted=no
dumper=''
arguments=()

find_client() {
    local name
    for name in mariadb mysql; do
        [ -n "$client" ] || client=$(command -v "$name" || true)
    done
    for name in mariadb-dump mysqldump; do
        [ -n "$dumper" ] || dumper=$(command -v "$name" || true)
    done
    [ -n "$client" ] ||
        fail 2 'there is neither mariadb nor mysql here' state 'nothing was changed' next 'install a client program (Debian: mariadb-client)'
    if [ "$with_dump" = yes ] && [ "$dry_run" = no ] && [ -z "$dumper" ]; then
        fail 2 'there is neither mariadb-dump nor mysqldump here' state 'nothing was changed' \
            next "install one (Debian: mariadb-client), or: bash $SCRIPT --no-dump"
    fi
}

fail_for_ssl() {
    fail 2 "the setting $1 of DATABASE_URL cannot be given to $client" state 'nothing was changed' \
        next 'put it into a defaults file, unset DATABASE_URL, and: export MYSQL_DEFAULTS_FILE=that-file'
}

url_setting() {
    case $1 in
        sslMode | useSsl | useSSL | ssl-mode)
            case $2 in
                disable | DISABLED | false) unencrypted=yes ;;
                *) fail_for_ssl "$1" ;;
            esac
            ;;
        *ssl* | *SSL* | *tls*) fail_for_ssl "$1" ;;
        allowPublicKeyRetrieval | useUnicode | characterEncoding | serverTimezone) ;;
        *) left_out "$1" ;;
    esac
}

# A value as it stands in a defaults file.
for_file() {
    local text=${1//\\/\\\\}
    printf '"%s"' "${text//\"/\\\"}"
}

connect() {
    local database=${MYSQL_DATABASE:-}
    if [ -n "${DATABASE_URL:-}" ]; then
        read_url "$DATABASE_URL"
        unset DATABASE_URL
        case $url_hosts in *,*) fail 2 'DATABASE_URL names several hosts' state 'nothing was changed' next 'name the primary alone' ;; esac
        (
            umask 077
            {
                printf '[client]\n'
                [ -z "$url_user" ] || printf 'user=%s\n' "$(for_file "$url_user")"
                [ -z "$url_password" ] || printf 'password=%s\n' "$(for_file "$url_password")"
                printf 'host=%s\nport=%s\nprotocol=tcp\n' "${url_hosts:-localhost}" "${url_ports:-$USUAL_PORT}"
                # One is for MariaDB's client, the other for MySQL's; each passes over what it does not know.
                [ "$unencrypted" = no ] || printf 'loose-ssl=0\nloose-ssl-mode=DISABLED\n'
            } >"$folder/client.cnf"
        )
        arguments=("--defaults-file=$folder/client.cnf")
        shown="${url_hosts:-localhost}:${url_ports:-$USUAL_PORT}"
        database=$url_database
    else
        [ -z "${MYSQL_DEFAULTS_FILE:-}" ] || arguments=("--defaults-file=$MYSQL_DEFAULTS_FILE")
        [ -z "${MYSQL_HOST:-}" ] || arguments+=("--host=$MYSQL_HOST")
        [ -z "${MYSQL_TCP_PORT:-}" ] || arguments+=("--port=$MYSQL_TCP_PORT")
        [ -z "${MYSQL_USER:-}" ] || arguments+=("--user=$MYSQL_USER")
        shown="${MYSQL_HOST:-the host of the defaults file}${MYSQL_TCP_PORT:+:$MYSQL_TCP_PORT}"
    fi
    if [ -n "$database" ] && [ "$database" != "$DATABASE" ]; then
        fail 2 "this script is for the database $DATABASE" why "$database was named" state 'nothing was changed' \
            next "name $DATABASE, or export the scripts of $database"
    fi
}

place() { printf '%s/%s' "$shown" "$DATABASE"; }

opening() {
    cat <<END
SET NAMES utf8mb4 COLLATE utf8mb4_bin;;
SET SESSION time_zone = '+00:00', sql_mode = 'STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION', autocommit = 1;;
SET SESSION lock_wait_timeout = 10, innodb_lock_wait_timeout = 10;;
SET @db_migrations_run = '$run', @db_migrations_who = '$who';;
SET @db_migrations_elapsed = $elapsed, @db_migrations_worked = $worked, @db_migrations_begun = now(6);;
END
}

send() {
    "$client" ${arguments[@]+"${arguments[@]}"} --default-character-set=utf8mb4 --batch --raw --skip-column-names \
        --comments --delimiter=';;' --connect-timeout=10 -- "$DATABASE" <"$1"
}

readable() { sed 's/;;$/;/'; }

# No lock, a deadlock, a table that was changed meanwhile.
is_lock_failure() { grep -Eq '^ERROR (1205|1213|1412|1020) ' "$folder/said"; }

is_connection_failure() { grep -Eq '^ERROR (1040|1044|1045|1049|1053|1152|1184|1203|1226|1927|2002|2003|2005|2006|2013|2026|4031) ' "$folder/said"; }

dump_to() {
    local file=$1 options=(--single-transaction --skip-lock-tables --no-tablespaces --default-character-set=utf8mb4 --hex-blob --triggers)
    shift
    case $("$dumper" --version) in
        *MariaDB*) ;;
        *) options+=(--set-gtid-purged=OFF) ;;
    esac
    (umask 077 && "$dumper" ${arguments[@]+"${arguments[@]}"} "${options[@]}" -- "$DATABASE" "$@" >"$file" </dev/null)
}
