# Values of FactoMineR for factors, trees and the description of segments. Run: Rscript tests/reference/factors.R tests/reference
# The answers are made up by a rule that any language repeats (below); they are written to factors.csv.
suppressMessages({library(FactoMineR); library(jsonlite)})
folder <- commandArgs(TRUE)[1]
n <- 140; i <- 1:n
pick <- function(k, a, b) letters[1:k][1 + ((a * i + b * (i %/% 7) + (i * i) %/% 11) %% k)]
d <- data.frame(q1 = pick(3, 5, 2), q2 = pick(4, 3, 5), q3 = pick(2, 7, 1), q4 = pick(5, 2, 3), q5 = pick(3, 4, 7), other = pick(3, 11, 2), stringsAsFactors = TRUE)
d$age <- 20 + ((13 * i + (i * i) %/% 5) %% 60)
d$days <- ((3 * i + i %/% 4) %% 6) / 2
d$w <- 0.3 + ((29 * i) %% 47) / 20
# Its v-tests take what the weights add up to for the number of respondents.
d$w <- d$w / mean(d$w)
write.csv(d, file.path(folder, "factors.csv"), row.names = FALSE)
table_of <- function(m) list(rows = rownames(m), data = unname(as.matrix(m)))
mca <- function(w, ...) {
  f <- MCA(d[, c(1:5, 6)], quali.sup = 6, ncp = 5, row.w = w, graph = FALSE, ...)
  sup <- f$quali.sup
  list(eig = f$eig[, 1], ind = table_of(f$ind$coord), ind_contrib = table_of(f$ind$contrib), ind_cos2 = table_of(f$ind$cos2), coord = table_of(f$var$coord),
       contrib = table_of(f$var$contrib), cos2 = table_of(f$var$cos2), v = table_of(f$var$v.test), eta2 = table_of(f$var$eta2),
       sup = table_of(sup$coord), sup_cos2 = table_of(sup$cos2), sup_v = table_of(sup$v.test))
}
for (name in c("q1", "q2", "q3", "q4", "q5", "other")) levels(d[[name]]) <- paste(name, levels(d[[name]]), sep = "=")
famd <- function(w) {
  f <- FAMD(d[, c("q1", "q2", "q3", "age", "days")], ncp = 5, row.w = w, graph = FALSE)
  list(eig = f$eig[, 1], ind = table_of(f$ind$coord), ind_cos2 = table_of(f$ind$cos2), coord = table_of(f$quali.var$coord), contrib = table_of(f$quali.var$contrib),
       v = table_of(f$quali.var$v.test), numbers = table_of(f$quanti.var$coord), numbers_contrib = table_of(f$quanti.var$contrib))
}
tree <- function(w) {
  f <- MCA(d[, 1:5], ncp = 5, row.w = w, graph = FALSE)
  lapply(list(`3` = 3, `4` = 4), function(k) {
    h <- HCPC(f, nb.clust = k, consol = FALSE, min = 2, max = 8, graph = FALSE)
    m <- HCPC(f, nb.clust = k, consol = TRUE, min = 2, max = 8, graph = FALSE)
    list(cluster = as.integer(h$data.clust$clust[order(as.integer(rownames(h$data.clust)))]), gains = h$call$t$inert.gain[1:10],
         moved = as.integer(m$data.clust$clust[order(as.integer(rownames(m$data.clust)))]))
  })
}
described <- catdes(d[, c("q1", "q2", "age")], num.var = 1, proba = 1)
out <- list(
  session = paste(R.version.string, "FactoMineR", packageVersion("FactoMineR")),
  mca = list(plain = mca(rep(1, n)), weighted = mca(d$w)),
  specific = mca(d$w, excl = c("q2=d", "q4=e")),
  famd = list(plain = famd(rep(1, n)), weighted = famd(d$w)),
  tree = list(plain = tree(NULL), weighted = tree(d$w)),
  described = lapply(described$category, function(m) list(rows = rownames(m), cols = colnames(m), data = unname(m)))
)
write(toJSON(out, digits = NA, auto_unbox = TRUE), file.path(folder, "factors.json"))
