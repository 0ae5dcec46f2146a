# Values of R survey for weighted designs and their calibration-aware standard errors. Run: Rscript tests/reference/weighting.R tests/reference
# The data are designs_strata.csv and designs_clusters.csv, written by designs.R; the totals are those of all schools of California (`apipop`).
suppressMessages({library(survey); library(jsonlite)})
folder <- commandArgs(TRUE)[1]
data(api)
read <- function(name) { d <- read.csv(file.path(folder, name), stringsAsFactors = TRUE); d$big <- factor(ifelse(d$api99 > 650, "high", "low")); d }
strat <- read("designs_strata.csv")
clus <- read("designs_clusters.csv")
apipop$big <- factor(ifelse(apipop$api99 > 650, "high", "low"))
freq <- function(...) as.data.frame(table(apipop[, c(...), drop = FALSE], dnn = c(...)))
types <- freq("stype"); awards <- freq("awards"); big <- freq("big"); crossed <- freq("stype", "big")
totals <- c(`(Intercept)` = nrow(apipop), stypeH = types$Freq[2], stypeM = types$Freq[3], awardsYes = awards$Freq[2], api99 = sum(apipop$api99))
bases <- list(
  plain = svydesign(id = ~1, weights = ~pw, data = strat),
  strata = svydesign(id = ~1, strata = ~stype, weights = ~pw, fpc = ~fpc, data = strat),
  stages = svydesign(id = ~dnum + snum, fpc = ~fpc1 + fpc2, weights = ~pw, data = clus)
)
tight <- list(maxit = 5000, epsilon = 1e-14)
cal <- function(d, ...) calibrate(d, ~stype + awards + api99, totals, epsilon = 1e-12, maxit = 500, ...)
ways <- list(
  post_stratify = function(d) postStratify(d, ~stype, types),
  crossed = function(d) postStratify(d, ~stype + big, crossed),
  rake = function(d) rake(d, list(~stype, ~awards), list(types, awards), control = tight),
  rake_three = function(d) rake(d, list(~stype, ~awards, ~big), list(types, awards, big), control = tight),
  linear = function(d) cal(d),
  bounded = function(d) cal(d, calfun = "linear", bounds = c(0.6, 1.7)),
  raking = function(d) cal(d, calfun = "raking"),
  logit = function(d) cal(d, calfun = "logit", bounds = c(0.4, 2.5)),
  trim = function(d) trimWeights(rake(d, list(~stype, ~awards), list(types, awards), control = tight), lower = 14, upper = 42, strict = TRUE),
  trim_once = function(d) trimWeights(rake(d, list(~stype, ~awards), list(types, awards), control = tight), lower = 14, upper = 42)
)
numbers <- function(s) list(estimate = as.vector(coef(s)), se = as.vector(SE(s)))
told <- function(d) {
  fit <- svyglm(api00 ~ api99 + awards, d)
  list(
    weights = as.vector(weights(d, "sampling")), mean = numbers(svymean(~api00, d)), missing = numbers(svymean(~miss, d, na.rm = TRUE)),
    total = numbers(svytotal(~api00, d)), share = numbers(svymean(~big, d)), by = numbers(svyby(~api00, ~awards, d, svymean)),
    where = numbers(svymean(~api00, subset(d, api99 > 600))), ratio = numbers(svyratio(~api00, ~api99, d)),
    glm = list(estimate = as.vector(coef(fit)), se = as.vector(SE(fit))),
    chisq = { t <- suppressWarnings(svychisq(~awards + big, d)); c(t$statistic[[1]], t$parameter[[1]], t$parameter[[2]]) }
  )
}
attempt <- function(f) tryCatch(f, error = function(e) list(error = conditionMessage(e)))
out <- list(session = paste(R.version.string, "survey", packageVersion("survey")), types = types, awards = awards, big = big, crossed = crossed, api99 = sum(apipop$api99))
out$designs <- lapply(bases, function(d) lapply(ways, function(way) attempt(told(way(d)))))
jack <- as.svrepdesign(svydesign(id = ~dnum, weights = ~pw, data = clus), type = "JK1")
half <- as.svrepdesign(svydesign(id = ~1, strata = ~half, weights = ~pw, data = strat), type = "JKn")
out$replicates <- lapply(list(JK1 = jack, JKn = half), function(d) lapply(ways[c("post_stratify", "rake", "linear", "raking")], function(way) {
  attempt({ w <- way(d); list(weights = as.vector(weights(w, "sampling")), mean = numbers(svymean(~api00, w)), share = numbers(svymean(~big, w)), total = numbers(svytotal(~enroll, if ("enroll" %in% names(w$variables)) w else update(w, enroll = api99)))) })
}))
write(toJSON(out, digits = NA, auto_unbox = TRUE), file.path(folder, "weighting.json"))
