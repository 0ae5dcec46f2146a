# FactoMineR on planted files: factor analysis of mixed data on five axes, then its clustering, at the true number of classes.
library(FactoMineR); library(jsonlite)
folder <- commandArgs(TRUE)[1]
mode_of <- function(x) { x[is.na(x)] <- names(which.max(table(x))); factor(x) }
rand <- function(a, b) { t <- table(a, b); p <- function(n) sum(n * (n - 1) / 2); e <- p(rowSums(t)) * p(colSums(t)) / p(sum(t))
  (p(t) - e) / ((p(rowSums(t)) + p(colSums(t))) / 2 - e) }
found <- list(); start <- proc.time()[1]
for (path in sort(list.files(folder, pattern = "csv$", full.names = TRUE))) {
  frame <- read.csv(path, na.strings = ""); truth <- frame$truth; weight <- frame$weight; frame$truth <- frame$weight <- NULL
  number <- grepl("^(scale|number)", names(frame))
  frame[number] <- lapply(frame[number], function(x) { x[is.na(x)] <- median(x, na.rm = TRUE); x }); frame[!number] <- lapply(frame[!number], mode_of)
  made <- HCPC(FAMD(frame, ncp = 5, row.w = weight, graph = FALSE), nb.clust = length(unique(truth)), graph = FALSE)
  found[[sub("[.]csv$", "", basename(path))]] <- rand(made$data.clust$clust, truth)
}
cat(toJSON(list(found = found, cpu = proc.time()[1] - start), auto_unbox = TRUE, digits = 8), "\n")
