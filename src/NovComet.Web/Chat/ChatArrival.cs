namespace NovComet.Web.Chat;

/// <summary>Who came to a room, or left it.</summary>
/// <param name="Join">Who came.</param>
/// <param name="Leave">Who left.</param>
internal sealed record ChatArrival(string? Join, string? Leave);
