# Replicates of designs with lone units by R survey. Run: Rscript tests/reference/lonely.R tests/reference
# The data are those of designs.R (designs_strata.csv): one school of the strata H and M is kept, 30 of E, 20 of a fourth stratum made of E.
suppressMessages({library(survey); library(jsonlite)})
folder <- commandArgs(TRUE)[1]
d <- read.csv(file.path(folder, "designs_strata.csv"), stringsAsFactors = FALSE)
d <- d[c(which(d$stype == "E")[1:50], which(d$stype == "H")[1], which(d$stype == "M")[1]), ]
d$stratum <- ifelse(d$stype == "E" & seq_len(nrow(d)) > 30, "F", d$stype)
d$whole <- ifelse(d$stratum == "F", 20, d$fpc)
designs <- list(strata = svydesign(id = ~1, strata = ~stratum, weights = ~pw, data = d),
  fpc = svydesign(id = ~1, strata = ~stratum, weights = ~pw, fpc = ~fpc, data = d),
  certainty = svydesign(id = ~1, strata = ~stratum, weights = ~pw, fpc = ~whole, data = d))
out <- list(session = paste(R.version.string, "survey", packageVersion("survey")))
for (lonely in c("remove", "certainty", "adjust", "average")) {
  options(survey.lonely.psu = lonely)
  for (name in names(designs)) for (mse in c(FALSE, TRUE)) {
    made <- suppressWarnings(as.svrepdesign(designs[[name]], type = "JKn", mse = mse))
    out[[name]][[lonely]][[if (mse) "mse" else "mean"]] <- list(mean = as.vector(SE(svymean(~api00, made))),
      total = as.vector(SE(svytotal(~enroll, made))), share = as.vector(SE(svymean(~awards, made))), df = degf(made))
  }
}
write(toJSON(out, digits = NA, auto_unbox = TRUE), file.path(folder, "lonely.json"))
