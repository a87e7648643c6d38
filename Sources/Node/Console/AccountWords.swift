internal import Access
internal import Console

/// Why something was not done with an account, for pages.
enum AccountWords {
    static func text(_ fault: AccountFault, _ request: PageRequest) -> String {
        switch fault {
        case .wait(let until): request.text(wait, ["time": .text(request.times.relative(until))])
        case .tooManyAccounts(let most): request.text(tooMany, ["count": .number(most)])
        case .store(let reason): request.text(store) + " " + reason
        case .password(let fault): request.text(password(fault))
        default: request.text(sentence(fault))
        }
    }

    private static func sentence(_ fault: AccountFault) -> Sentence {
        switch fault {
        case .notPermitted:
            Sentence(
                en: "This takes the role administrator.", es: "Para esto hace falta ser administrador.",
                pt: "Para isto é preciso ser administrador.", fr: "Il faut pour cela le rôle d’administrateur.")
        case .invalidName:
            Sentence(
                en: "A name has letters without accents, digits, dots, hyphens and underscores.",
                es: "Un nombre tiene letras sin acento, cifras, puntos, guiones y guiones bajos.",
                pt: "Um nome tem letras sem acento, algarismos, pontos, hífenes e sublinhados.",
                fr: "Un nom a des lettres sans accent, des chiffres, des points, des traits d’union et des soulignés.")
        case .nameTaken:
            Sentence(
                en: "There is an account with this name.", es: "Ya hay una cuenta con este nombre.",
                pt: "Já há uma conta com este nome.", fr: "Il y a déjà un compte de ce nom.")
        case .unknownAccount:
            Sentence(
                en: "There is no such account.", es: "No existe esa cuenta.", pt: "Não existe essa conta.",
                fr: "Ce compte n’existe pas.")
        case .unknownSession:
            Sentence(
                en: "This session is over.", es: "Esta sesión ya terminó.", pt: "Esta sessão já terminou.",
                fr: "Cette session est finie.")
        case .noRoles:
            Sentence(
                en: "An account has at least one role.", es: "Una cuenta tiene al menos una función.",
                pt: "Uma conta tem pelo menos uma função.", fr: "Un compte a au moins un rôle.")
        case .lastAdministrator:
            Sentence(
                en: "This is the last administrator.", es: "Es el último administrador.",
                pt: "É o último administrador.",
                fr: "C’est le dernier administrateur.")
        case .wrongPassword:
            Sentence(
                en: "The current password is another one.", es: "La contraseña actual es otra.",
                pt: "A palavra-passe atual é outra.", fr: "Le mot de passe actuel est un autre.")
        case .wrongCode:
            Sentence(
                en: "The code is not valid now.", es: "El código no es válido ahora.",
                pt: "O código não é válido agora.",
                fr: "Le code n’est pas valide maintenant.")
        case .changedMeanwhile:
            Sentence(
                en: "Someone else changed the account in the meantime. Look at it and try again.",
                es: "Otra persona cambió la cuenta entretanto. Revísela e inténtelo de nuevo.",
                pt: "Entretanto, outra pessoa alterou a conta. Veja-a e tente de novo.",
                fr: "Quelqu’un d’autre a modifié le compte entre-temps. Vérifiez et réessayez.")
        case .busy, .noRoom, .wait, .tooManyAccounts, .store, .password:
            Sentence(
                en: "This could not be done now. Try again in a few seconds.",
                es: "Ahora no se pudo hacer. Inténtelo en unos segundos.",
                pt: "Não foi possível fazê-lo agora. Tente dentro de alguns segundos.",
                fr: "Ce n’était pas possible maintenant. Réessayez dans quelques secondes.")
        }
    }

    private static func password(_ fault: PasswordRules.Fault) -> Sentence {
        switch fault {
        case .tooShort:
            Sentence(
                en: "The password is too short.", es: "La contraseña es demasiado corta.",
                pt: "A palavra-passe é demasiado curta.", fr: "Le mot de passe est trop court.")
        case .tooLong:
            Sentence(
                en: "The password is too long.", es: "La contraseña es demasiado larga.",
                pt: "A palavra-passe é demasiado longa.", fr: "Le mot de passe est trop long.")
        case .unprintable:
            Sentence(
                en: "The password has a character that cannot be seen.",
                es: "La contraseña tiene un carácter que no se ve.",
                pt: "A palavra-passe tem um carácter que não se vê.",
                fr: "Le mot de passe a un caractère invisible.")
        case .obvious:
            Sentence(
                en: "This password is easy to guess.", es: "Esta contraseña es fácil de adivinar.",
                pt: "Esta palavra-passe é fácil de adivinhar.", fr: "Ce mot de passe est facile à deviner.")
        }
    }

    private static let wait = Sentence(
        en: "There were too many failed tries. The next one is possible {time}.",
        es: "Hubo demasiados intentos fallidos. El siguiente es posible {time}.",
        pt: "Houve demasiadas tentativas falhadas. A próxima é possível {time}.",
        fr: "Il y a eu trop d’essais manqués. Le prochain est possible {time}.")
    private static let tooMany = Sentence(
        en: "There are {count} accounts already.", es: "Ya hay {count} cuentas.", pt: "Já há {count} contas.",
        fr: "Il y a déjà {count} comptes.")
    private static let store = Sentence(
        en: "The database of accounts could not be used:", es: "No se pudo usar la base de datos de cuentas:",
        pt: "Não foi possível usar a base de dados das contas:",
        fr: "La base de données des comptes n’a pas pu servir :")
}
