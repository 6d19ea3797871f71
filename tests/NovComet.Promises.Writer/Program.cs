using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NovComet;
using NovComet.Channels;
using NovComet.Promises.Recording;

// A process that publishes through the library, and says on its output what it did, line by line, so that it can be killed at any moment:
// "> writer serial time;" before a message, "< writer serial time stamp;" once it is acknowledged. The time is the machine's own steady one; the
// semicolon says that the line is whole.
if (args is not [string directory, string channel, string name, string writersText, string messagesText, string retained])
{
    Console.Error.WriteLine("Arguments: DIRECTORY CHANNEL NAME WRITERS MESSAGES RETAINED");
    return 2;
}

int writers = int.Parse(writersText, CultureInfo.InvariantCulture);
int messages = int.Parse(messagesText, CultureInfo.InvariantCulture);
using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };

HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
builder.Services.AddNovComet(options =>
{
    options.Directory = directory;
    options.Retention.Messages = int.Parse(retained, CultureInfo.InvariantCulture);
    options.Retention.Bytes = 1 << 30;
});
using IHost host = builder.Build();
await host.StartAsync();
IComet comet = host.Services.GetRequiredService<IComet>();

await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(() => WriteAsync($"{name}-{writer}"))));
await host.StopAsync();
return 0;

async Task WriteAsync(string writer)
{
    for (int serial = 1; serial <= messages; serial++)
    {
        Say($"> {writer} {serial} {Stopwatch.GetTimestamp()};");
        Stamp stamp = await comet.PublishAsync(channel, MessageContent.Parse(Content.Write(writer, serial)));
        Say($"< {writer} {serial} {Stopwatch.GetTimestamp()} {stamp};");
    }
}

void Say(string line)
{
    lock (output) output.WriteLine(line);
}
