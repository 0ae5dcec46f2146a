# Intervals of domains by R survey, on the degrees of freedom of the domain and of the whole design. Run: Rscript tests/reference/domains.R tests/reference
# The data are those of designs.R; the domain is the high schools (stype H).
suppressMessages({library(survey); library(jsonlite)})
folder <- commandArgs(TRUE)[1]
read <- function(name) read.csv(file.path(folder, name), stringsAsFactors = TRUE)
designs <- list(strata = svydesign(id = ~1, strata = ~stype, weights = ~pw, data = read("designs_strata.csv")),
  clusters = svydesign(id = ~dnum + snum, weights = ~pw, data = read("designs_clusters.csv")))
out <- list(session = paste(R.version.string, "survey", packageVersion("survey")))
for (name in names(designs)) {
  whole <- designs[[name]]
  domain <- subset(whole, stype == "H")
  m <- svymean(~api00, domain)
  out[[name]] <- list(df = c(degf(whole), degf(domain)), mean = coef(m)[[1]], se = SE(m)[[1]], normal = as.vector(confint(m)),
    whole = as.vector(confint(m, df = degf(whole))), domain = as.vector(confint(m, df = degf(domain))),
    share = as.vector(confint(svyciprop(~I(awards == "Yes"), domain, method = "xlogit"))))
}
write(toJSON(out, digits = NA, auto_unbox = TRUE), file.path(folder, "domains.json"))
