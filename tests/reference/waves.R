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
out <- list(
  session = paste(R.version.string, "survey", packageVersion("survey")),
  waves = list(shares = as.vector(share[c("second:awardsYes", "first:awardsYes")]), points = as.vector(coef(change)), se = as.vector(SE(change))),
  panel = list(points = as.vector(coef(panel)), se = as.vector(SE(panel)), shares = c(as.vector(coef(svymean(~now, same))), as.vector(coef(svymean(~then, same)))))
)
write(toJSON(out, digits = NA, auto_unbox = TRUE), file.path(folder, "waves.json"))
