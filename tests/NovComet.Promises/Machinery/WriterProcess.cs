using System.Diagnostics;
using System.Globalization;
using NovComet.Promises.Clients;
using NovComet.Promises.Recording;

namespace NovComet.Promises.Machinery;

/// <summary>A process that publishes through the library, straight into the store. What it says that it did is written down.</summary>
internal sealed class WriterProcess : IAsyncDisposable
{
    private static readonly string s_program = Path.Combine(AppContext.BaseDirectory, "NovComet.Promises.Writer.dll");

    private readonly Process _process;
    private readonly Task _reading;
    private int _acknowledged;

    /// <summary>Starts it.</summary>
    /// <param name="history">Where it is written down.</param>
    /// <param name="directory">The channel directory.</param>
    /// <param name="channel">Where to publish.</param>
    /// <param name="name">What its writers' names begin with.</param>
    /// <param name="writers">How many write at a time.</param>
    /// <param name="messages">How many messages each of them writes.</param>
    public WriterProcess(History history, string directory, string channel, string name, int writers, int messages)
    {
        string[] arguments = [s_program, directory, channel, name, $"{writers}", $"{messages}", $"{history.Retention}"];
        _process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        _reading = Task.Run(() => ReadAsync(history, channel));
    }

    /// <summary>How many messages were acknowledged so far.</summary>
    public int Acknowledged => Volatile.Read(ref _acknowledged);

    public void Kill() => _process.Kill();

    /// <summary>Waits until it has ended and all it said is written down.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> EndAsync()
    {
        await _reading;
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await EndAsync();
        _process.Dispose();
    }

    private async Task ReadAsync(History history, string channel)
    {
        var begun = new Dictionary<(string, long), Publication>();
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            // The line that it was killed in says nothing.
            if (!line.EndsWith(';')) continue;
            string[] words = line.TrimEnd(';').Split(' ');
            (string writer, long serial) = (words[1], long.Parse(words[2], CultureInfo.InvariantCulture));
            TimeSpan at = history.TimeOf(long.Parse(words[3], CultureInfo.InvariantCulture));
            if (words[0] == ">")
            {
                var publication = new Publication(channel, writer, serial, at);
                begun[(writer, serial)] = publication;
                history.Add(publication);
            }
            else
            {
                begun.Remove((writer, serial), out Publication? publication);
                publication!.Acknowledge(Listener.StampOf(words[4]), at);
                Interlocked.Increment(ref _acknowledged);
            }
        }
    }
}
