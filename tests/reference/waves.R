# Changes between two waves by R survey. Run: Rscript tests/reference/waves.R tests/reference
# The waves are the odd and the even rows of designs_strata.csv (written by designs.R); the panel is both years' results of the same schools.
suppressMessages({library(survey); library(jsonlite)})
folder <- commandArgs(TRUE)[1]
d <- read.csv(file.path(folder, "designs_strata.csv"), stringsAsFactors = TRUE)
d$wave <- factor(ifelse(seq_len(nrow(d)) %% 2 == 1, "first", "second"))
d$now <- as.numeric(d$api00 > 700); d$then <- as.numeric(d$api99 > 700)
both <- svydesign(id = ~1, strata = ~interaction(wave, stype), weights = ~pw, data = d)
apart <- svyby(~awards, ~wave, both, svymean, covmat = TRUE)
share <- coef(apart)
change <- svycontrast(apart, list(yes = c(0, 0, -1, 1)))
same <- svydesign(id = ~1, strata = ~stype, weights = ~pw, data = d)
panel <- svymean(~I(now - then), same)
d$spent <- ifelse(is.na(d$miss), NA, d$miss / 7)
both <- update(both, spent = d$spent)
means <- svyby(~api00, ~wave, both, svymean, covmat = TRUE)
test <- svyttest(api00 ~ wave, both)
gap <- svyttest(spent ~ wave, both)
moved <- svymean(~I(api00 - api99), same)
out <- list(
  session = paste(R.version.string, "survey", packageVersion("survey")),
  waves = list(shares = as.vector(share[c("second:awardsYes", "first:awardsYes")]), points = as.vector(coef(change)), se = as.vector(SE(change))),
  means = list(means = rev(as.vector(coef(means))), points = as.vector(coef(svycontrast(means, c(-1, 1)))), se = as.vector(SE(svycontrast(means, c(-1, 1)))),
    ttest = list(points = as.vector(test$estimate), statistic = as.vector(test$statistic), df = as.vector(test$parameter), ci = as.vector(test$conf.int)),
    missing = list(points = as.vector(gap$estimate), se = as.vector(gap$estimate / gap$statistic))),
  moved = list(points = as.vector(coef(moved)), se = as.vector(SE(moved)), means = as.vector(c(coef(svymean(~api00, same)), coef(svymean(~api99, same))))),
  panel = list(points = as.vector(coef(panel)), se = as.vector(SE(panel)), shares = c(as.vector(coef(svymean(~now, same))), as.vector(coef(svymean(~then, same)))))
)
write(toJSON(out, digits = NA, auto_unbox = TRUE), file.path(folder, "waves.json"))
