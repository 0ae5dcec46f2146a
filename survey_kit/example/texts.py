"""What the respondents of the synthetic example write in their own words: all of it invented for the kit."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

OTHERS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({
    "motives": ("de la place pour mes chevaux", "le ciel étoilé", "un coup de cœur pour le village", "la randonnée et le trail", "l'accent et la cuisine"),
    "trigger": ("fin de bail", "un incendie dans notre immeuble", "le tour de France à vélo", "un héritage de mes grands-parents"),
    "information_channels": ("association de parents", "radio locale", "un couple déjà installé", "chambre d'agriculture"),
    "tenure": ("maison prêtée par un ami", "usufruit", "colocation", "terrain familial"),
    "dwelling": ("gîte à l'année", "maison en travaux, logés en caravane", "corps de ferme partagé"),
    "telework_difficulties": ("les coupures de courant l'hiver", "le bruit des travaux", "manger seule le midi"),
    "coworking_barriers": ("je ne savais pas que c'était ouvert à tous", "je travaille la nuit", "pas de place pour mon chien"),
    "coworking_needs": ("un garage à vélo fermé", "un atelier avec de l'outillage", "une salle pour recevoir des patients"),
    "missing_services": ("une piscine couverte", "un vétérinaire", "une maternité moins loin", "un cinéma art et essai"),
    "arrival_difficulties": ("trouver un artisan disponible", "le chauffage du premier hiver", "faire reconnaître mon diplôme"),
})  # fmt: skip
# for questions of other questionnaires
OTHER: Final = ("réponse fictive numéro 1", "réponse fictive numéro 2", "réponse fictive numéro 3")

COMMENTS: Final = (
    "Merci pour cette enquête, c'est la première fois qu'on nous demande notre avis.",
    "La fibre a tout changé : sans elle, mon employeur aurait refusé.",
    "Il faudrait un vrai bus entre Espalion et Rodez le matin.",
    "Nous avons cherché une maison pendant quatorze mois.",
    "Le plus dur a été de trouver un médecin traitant.",
    "Un café associatif ouvert le soir ferait du bien au village.",
    "On se sent attendus quand on arrive avec des enfants, un peu moins quand on est seul.",
    "Je viendrais au coworking deux jours par semaine s'il y avait des cabines pour les visios.",
    "Les artisans sont formidables ; il faut juste savoir attendre.",
    "Mon conjoint n'a pas trouvé d'emploi dans son métier, c'est notre seule inquiétude.",
    "La mission accueil nous a aidés pour l'école et la crèche.",
    "Les loyers sont corrects, mais il n'y a presque rien à louer à l'année.",
    "Trop de maisons fermées dix mois sur douze.",
    "J'ai créé mon activité ici et je ne le regrette pas.",
    "Pensez aux saisonniers : se loger l'été est impossible.",
    "J'aimerais rencontrer d'autres télétravailleurs du secteur.",
    "Le covoiturage marche bien par le bouche-à-oreille.",
    "Le réseau mobile ne passe pas dans la vallée, même pour les appels d'urgence.",
    "Revenue au pays après douze ans à Toulouse : aucun regret.",
    "Il manque des activités pour les adolescents.",
    "Le marché du vendredi, c'est là que tout se passe.",
    "Une carte des lieux où travailler, avec les horaires, serait utile.",
    "Ma directrice accepterait trois jours à distance si j'avais un bureau fermé.",
    "Bravo pour l'accueil en mairie, tout a été réglé en une matinée.",
    "Nous vivons en yourte avec l'accord du propriétaire ; le statut reste flou.",
    "Le climat change : on vient aussi chercher un peu de fraîcheur.",
    "Une garderie ouverte dès 7 h 15 changerait notre quotidien.",
    "Je fais 40 minutes de route le mardi et le jeudi, c'est supportable.",
    "Les associations sont nombreuses, on trouve vite sa place.",
    "Je n'ai rien à ajouter, sinon merci.",
    "Le prix de l'essence pèse lourd dans notre budget.",
    "La médiathèque est parfaite pour travailler, mais elle ferme à midi.",
    "Ici, on connaît ses voisins ; à Paris, jamais en huit ans.",
    "À la retraite, on a le temps de donner un coup de main à l'école.",
    "Le déneigement est très bien fait.",
    "Un espace partagé, oui, mais à moins de quinze minutes de chez moi.",
    "Dites aux employeurs que le travail est aussi bien fait d'ici.",
    "J'ai mis deux ans à me faire des amis ; maintenant je ne partirais plus.",
)
# for questions of other questionnaires
COMMENT: Final = "Réponse fictive, écrite par le générateur d'exemples."
