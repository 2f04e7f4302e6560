#!/usr/bin/env bash
# A release is a tag on main that names the package's version.
#
#   scripts/check-release.sh v1.2.3
set -euo pipefail
tag=${1:?tag}
version=$(node -p 'require("./package.json").version')
if [ "$tag" != "v$version" ]; then
  echo "The tag is $tag, and package.json says $version. Merge the version first, then tag it v$version." >&2
  exit 1
fi
if ! git merge-base --is-ancestor HEAD origin/main; then
  echo "$tag is not on main. Tag a commit of main." >&2
  exit 1
fi
echo "$tag is version $version, on main."
