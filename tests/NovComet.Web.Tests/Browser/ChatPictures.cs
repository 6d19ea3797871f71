using Microsoft.Playwright;
using NovComet.Web.Tests.Chat;
using NovComet.Web.Tests.Processes;

namespace NovComet.Web.Tests.Browser;

/// <summary>The page at /chat with a talk on it, as people see it. The pictures are in artifacts/pictures.</summary>
[TestClass]
public sealed class ChatPictures
{
    private static readonly (string Name, string Text)[] s_talk =
    [
        ("Ann", "Good morning! The gateway is up on the new machine."),
        ("Cléo", "Lovely. I see you all, and my phone has nothing but long-polls."),
        ("Bob", "Same here, from the train."),
        ("Bob", "In a tunnel it keeps what I write, and afterwards catches up where I was, without a hole. Rather nice for a handful of files in a directory."),
        ("Ann", "touch /dev/shm/novcomet/news.comet\nand everybody knows."),
        ("Cléo", "<b>Bold</b> is just text, by the way."),
    ];

    [TestMethod]
    public async Task Page_WithATalk_FitsItsWindow()
    {
        using var directory = new TemporaryDirectory();
        await using GatewayProcess gateway = await GatewayProcess.StartAsync(directory);
        using var cleo = new ChatGuest(gateway);
        (await cleo.TakeNameAsync("Cléo")).EnsureSuccessStatusCode();
        await using ChatPerson ann = await ChatPerson.EnterAsync(gateway, "Ann", options: Window(1280, 800, ColorScheme.Light));
        await using ChatPerson bob = await ChatPerson.EnterAsync(gateway, "Bob", options: Window(1280, 800, ColorScheme.Dark));
        await using ChatPerson dora = await ChatPerson.EnterAsync(gateway, "Dora", "?transports=long-poll", Window(390, 844, ColorScheme.Light));
        await using ChatPerson emil = await ChatPerson.EnterAsync(gateway, "Emil", "#lobby", Window(390, 844, ColorScheme.Dark));
        await ann.SeesHereAsync("Ann", "Bob", "Dora", "Emil");

        for (int i = 0; i < s_talk.Length; i++)
        {
            (string name, string text) = s_talk[i];
            await (name == "Cléo" ? cleo.SayAsync("lobby", text) : (name == "Ann" ? ann : bob).SayAsync(text));
            await dora.ReadsAsync([.. s_talk.Take(i + 1).Select(said => said.Text)]);
        }

        await cleo.SayToAsync("Ann", "Lunch at one?");
        await ann.Browser.SeesAsync("#talks .unread");
        foreach ((ChatPerson person, string name) in new[] { (ann, "chat-light"), (bob, "chat-dark"), (dora, "chat-phone"), (emil, "chat-phone-dark") })
        {
            await person.ReadsAsync([.. s_talk.Select(said => said.Text)]);
            await person.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Pictures.PathOf(name) });
            Assert.IsTrue(await person.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth && document.documentElement.scrollHeight <= innerHeight"), $"{name}: only the messages scroll.");
        }

        await emil.Browser.Find("#side-button").ClickAsync();
        await emil.Browser.SeesAsync("#people .label:has-text('Bob')");
        await emil.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Pictures.PathOf("chat-phone-side") });
    }

    private static BrowserNewContextOptions Window(int width, int height, ColorScheme colors) => new()
    {
        ViewportSize = new ViewportSize { Width = width, Height = height },
        ColorScheme = colors,
        Locale = "en-GB",
        ReducedMotion = ReducedMotion.Reduce,
    };
}
