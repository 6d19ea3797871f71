using Microsoft.Playwright;
using NovComet.Web.Tests.Processes;

namespace NovComet.Web.Tests.Browser;

/// <summary>Somebody in the chat, in a browser of their own.</summary>
internal sealed class ChatPerson : IAsyncDisposable
{
    private ChatPerson(BrowserPage browser) => Browser = browser;

    public BrowserPage Browser { get; }

    public IPage Page => Browser.Page;

    /// <summary>Comes in under a name, and waits until the connection is held.</summary>
    public static async Task<ChatPerson> EnterAsync(GatewayProcess gateway, string name, string address = "", BrowserNewContextOptions? options = null)
    {
        var person = new ChatPerson(await BrowserPage.OpenAsync(new Uri(gateway.Address, "/chat/" + address), options));
        await person.Browser.Find("#name").FillAsync(name);
        await person.Page.Keyboard.PressAsync("Enter");
        await person.IsConnectedAsync();
        return person;
    }

    public Task IsConnectedAsync(TimeSpan? patience = null) => Browser.SeesAsync("#status[data-state=held]", patience);

    public async Task SayAsync(string text)
    {
        await Browser.Find("#text").FillAsync(text);
        await Page.Keyboard.PressAsync("Enter");
    }

    public Task TalkToAsync(string name) => Browser.Find($"#people button:has-text('{name}')").ClickAsync();

    /// <summary>Waits until exactly these messages are read, as the gateway has them, in this order.</summary>
    public async Task ReadsAsync(params string[] texts)
    {
        try
        {
            await Browser.SeesThatAsync(
                "texts => JSON.stringify([...document.querySelectorAll('#lines .text')].map(text => text.textContent)) === JSON.stringify(texts)", texts);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"Expected: {string.Join(" | ", texts)}. On the page: {string.Join(" | ", await Browser.Find("#lines .text").AllTextContentsAsync())}.");
        }
    }

    /// <summary>Waits until exactly these people are here.</summary>
    public Task SeesHereAsync(params string[] names) => Browser.SeesThatAsync(
        "names => [...document.querySelectorAll('#people .label')].map(label => label.textContent.replace(' (you)', '')).join() === names", string.Join(',', names));

    public ValueTask DisposeAsync() => Browser.DisposeAsync();
}
