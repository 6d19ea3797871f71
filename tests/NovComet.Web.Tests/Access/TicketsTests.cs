using System.Text;
using NovComet.Web.Access;

namespace NovComet.Web.Tests.Access;

[TestClass]
public sealed class TicketsTests
{
    private static readonly byte[] s_secret = Encoding.UTF8.GetBytes(TokenMaker.Key);

    private readonly ManualTime _time = new();

    [TestMethod]
    public void Read_WithinThirtySeconds_GivesTheUserAndTheTokensEnd()
    {
        Tickets tickets = Make(s_secret);
        DateTimeOffset until = _time.GetUtcNow().AddHours(1);
        (string ticket, DateTimeOffset expires) = tickets.Issue("a\"b", until);
        Assert.AreEqual(_time.GetUtcNow().AddSeconds(30), expires);

        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.AreEqual(new UserToken("a\"b", until), tickets.Read(ticket));
        Assert.AreEqual(new UserToken("a\"b", until), Make(s_secret).Read(ticket), "Another gateway with the same key reads it too.");
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.IsNull(tickets.Read(ticket));
    }

    [TestMethod]
    public void Issue_TokenThatEndsSooner_EndsWithIt()
    {
        DateTimeOffset until = _time.GetUtcNow().AddSeconds(5);
        Assert.AreEqual(until, Make(s_secret).Issue("1", until).Expires);
    }

    [TestMethod]
    public void Read_WhatIsNoTicketOfThisGateway_IsRefused()
    {
        Tickets tickets = Make(s_secret);
        string ticket = tickets.Issue("1", _time.GetUtcNow().AddHours(1)).Ticket;
        Assert.IsNull(Make(null).Read(ticket), "Another key.");
        Assert.IsNull(tickets.Read(ticket[..^3] + "abc"));
        Assert.IsNull(tickets.Read(""));
        long exp = _time.GetUtcNow().AddSeconds(20).ToUnixTimeSeconds();
        string payload = $$"""{"sub":"1","exp":{{exp}},"until":{{exp}}}""";
        Assert.IsNull(tickets.Read(TokenMaker.Sign(payload)), "A token is no ticket.");
        Assert.IsNull(tickets.Read(TokenMaker.Sign(payload, """{"alg":"HS256","typ":"novcomet-ticket"}""")), "Not even one that says it is.");
        var settings = new JwtSettings(TokenKey.OfSecret(s_secret), null, null, null, s_secret);
        Assert.IsNull(UserToken.Read(ticket, settings, _time.GetUtcNow()), "Nor is a ticket a token.");
    }

    private Tickets Make(byte[]? secret) => new(new JwtSettings(TokenKey.OfSecret(s_secret), null, null, null, secret), _time);
}
