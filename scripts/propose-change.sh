#!/usr/bin/env bash
# Opens a pull request of what a job changed, or brings the open one up to date; does nothing where nothing changed.
#
#   scripts/propose-change.sh <branch> <title> <path...>
#
# GH_TOKEN and GITHUB_REPOSITORY are the workflow's. The token is given to git for this one push only.
set -euo pipefail
branch="automation/${1:?branch}"
title=${2:?title}
shift 2
if [ -z "$(git status --porcelain -- "$@")" ]; then
  echo "Nothing changed."
  exit 0
fi
git switch -q -C "$branch"
git add -- "$@"
git -c user.name='github-actions[bot]' -c user.email='41898282+github-actions[bot]@users.noreply.github.com' \
  commit -q -m "$title"
git -c credential.helper= -c credential.helper='!gh auth git-credential' \
  push -q --force "https://github.com/${GITHUB_REPOSITORY:?}.git" "HEAD:refs/heads/$branch"
if [ -z "$(gh pr list --head "$branch" --state open --json number --jq '.[].number')" ]; then
  gh pr create --head "$branch" --title "$title" --body 'Made by a scheduled workflow. Review it as any other change.'
else
  echo "The open pull request of $branch was brought up to date."
fi
